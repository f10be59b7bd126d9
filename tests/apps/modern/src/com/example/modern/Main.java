package com.example.modern;

import android.os.Bundle;
import android.telephony.TelephonyManager;
import androidx.activity.ComponentActivity;
import androidx.lifecycle.LiveData;
import androidx.lifecycle.ViewModelProvider;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import kotlin.Lazy;
import kotlin.LazyKt;
import kotlinx.coroutines.BuildersKt;

/** Java in the form that Kotlin's and Android's compilers give to modern code. */
public class Main extends ComponentActivity {
  static TelephonyManager phone;
  static String kept;
  public static final Companion Companion = new Companion();

  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    phone = (TelephonyManager) getSystemService("phone");
    new Thread(new Main$$ExternalSyntheticLambda0()).start();
    Parts.twice(new Parts.FunctionLambda());
    BuildersKt.launch(this, new Parts.Coroutine(null));
    kept = Parts.Single.INSTANCE.read();
    kept = Companion.read();
    Lazy<String> id = LazyKt.lazy(new Parts.LazyBody());
    kept = id.getValue();
    Lazy<String> unused = LazyKt.lazy(new Parts.LazyNeverAsked());
    LiveData<String> data = new LiveData<String>();
    data.observe(this, new Parts.OnData());
    data.setValue("x" + unused);
    new ViewModelProvider(this).get(Parts.Model.class).load();
    registerForActivityResult(new Parts.OnResult());
    getFragmentManager().beginTransaction().add(new Detail(), "detail").commit();
    Parts.Api api = (Parts.Api) Proxy.newProxyInstance(getClassLoader(), new Class<?>[] {Parts.Api.class}, new Parts.Handler());
    kept = api.user();
    kept = Parts.Kind.SECOND.read();
    Parts.Provider<String> provider = new Parts.IdProvider();
    kept = provider.get();
  }
  static void lambda$onCreate$0() { kept = phone.getDeviceId(); }

  public static final class Companion {
    String read() { return phone.getDeviceId(); }
    String neverAsked() { return phone.getLine1Number(); }
  }
}
