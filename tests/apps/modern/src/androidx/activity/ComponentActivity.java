package androidx.activity;

/** Ours, in the form of the library's class of this name. */
import androidx.activity.result.ActivityResultCallback;
import java.util.ArrayList;
import java.util.List;

public class ComponentActivity extends android.app.Activity {
  private final List<ActivityResultCallback<Object>> waiting = new ArrayList<ActivityResultCallback<Object>>();
  public final void registerForActivityResult(ActivityResultCallback<Object> callback) { waiting.add(callback); }
  @Override protected void onActivityResult(int request, int result, android.content.Intent data) {
    for (ActivityResultCallback<Object> one : waiting) one.onActivityResult(data);
  }
}
