"""Write the sources of the ``renamed-*`` apps from ``renamed.toml``; then ``build.py`` builds them like the others.

Component classes keep their names, as shrinkers must leave what the manifest names; everything they call lives in packages such as ``b.a``.
"""

from __future__ import annotations

import shutil
import struct
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HEAD = "# What an audit of {name}.apk should say. Written by make_renamed.py from renamed.toml; see ../README.md for the words.\n"
READS = {
    "imei": ("device.imei", "Landroid/telephony/TelephonyManager;->getDeviceId", "phone(c).getDeviceId()"),
    "imsi": ("device.imsi", "Landroid/telephony/TelephonyManager;->getSubscriberId", "phone(c).getSubscriberId()"),
    "android_id": ("device.android_id", "Landroid/provider/Settings$Secure;->getString",
                   'android.provider.Settings.Secure.getString(c.getContentResolver(), "android_id")'),
    "mac": ("device.mac", "Landroid/net/wifi/WifiInfo;->getMacAddress",
            '((android.net.wifi.WifiManager) c.getSystemService("wifi")).getConnectionInfo().getMacAddress()'),
    "apps": ("device.installed_apps", "Landroid/content/pm/PackageManager;->getInstalledPackages",
             '"" + c.getPackageManager().getInstalledPackages(0)'),
    "location": ("location", "Landroid/location/LocationManager;->getLastKnownLocation",
                 '"" + ((android.location.LocationManager) c.getSystemService("location")).getLastKnownLocation("gps")'),
}  # fmt: skip
COMPONENTS = {
    "activity": (
        "android.app.Activity",
        "  @Override public void onCreate(android.os.Bundle s) {{ super.onCreate(s); {call} }}\n",
        "this",
    ),
    "service": (
        "android.app.Service",
        "  @Override public void onCreate() {{ {call} }}\n  @Override public android.os.IBinder onBind(android.content.Intent i) {{ return null; }}\n",
        "this",
    ),
    "receiver": (
        "android.content.BroadcastReceiver",
        "  @Override public void onReceive(android.content.Context context, android.content.Intent i) {{ {call} }}\n",
        "context",
    ),
    "provider": (
        "android.content.ContentProvider",
        """  @Override public boolean onCreate() {{ {call} return true; }}
  @Override public android.database.Cursor query(android.net.Uri u, String[] p, String s, String[] a, String o) {{ return null; }}
  @Override public String getType(android.net.Uri u) {{ return null; }}
  @Override public android.net.Uri insert(android.net.Uri u, android.content.ContentValues v) {{ return null; }}
  @Override public int delete(android.net.Uri u, String s, String[] a) {{ return 0; }}
  @Override public int update(android.net.Uri u, android.content.ContentValues v, String s, String[] a) {{ return 0; }}
""",
        "getContext()",
    ),
}
STARTS = {
    "activity": "onCreate(Landroid/os/Bundle;)V", "service": "onCreate()V", "provider": "onCreate()Z",
    "receiver": "onReceive(Landroid/content/Context;Landroid/content/Intent;)V",
}  # fmt: skip
MAIN = """package com.example.{package};

import android.app.Activity;
import android.os.Bundle;

/** Calls what no component of the SDK's own calls. */
public class Main extends Activity {{
  @Override public void onCreate(Bundle s) {{ super.onCreate(s);{calls} }}
}}
"""
MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example.{package}" android:versionCode="1" android:versionName="1.0">
  <uses-sdk android:minSdkVersion="21" android:targetSdkVersion="29"/>
  <uses-permission android:name="android.permission.INTERNET"/>
  <uses-permission android:name="android.permission.READ_PHONE_STATE"/>
  <uses-permission android:name="android.permission.ACCESS_FINE_LOCATION"/>
  <uses-permission android:name="android.permission.ACCESS_WIFI_STATE"/>
  <application android:label="{package}">
    <activity android:name=".Main" android:exported="true">
      <intent-filter><action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/></intent-filter>
    </activity>
{rows}  </application>
</manifest>
"""
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 3, 183, 1, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0)


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def renamed_class(package: str, sdk: dict[str, Any]) -> str:
    """The SDK's inner code under its new name: addresses, and what it reads."""
    lines = [f"package {package};", "", "import android.content.Context;", "import android.telephony.TelephonyManager;", "", "public class a {",
             "  static String a;",
             '  static TelephonyManager phone(Context c) { return (TelephonyManager) c.getSystemService("phone"); }',
             "  public static void a(Context c) {"]  # fmt: skip
    lines += [f'    b("https://{host}/v1");' for host in sdk.get("endpoint", ())]
    lines += [f"    a = {READS[kind][2]};" for kind in sdk.get("read", ())]
    lines += ["  }", "  static void b(String s) { a = s; }", "}", ""]
    return "\n".join(lines)


def make(app: dict[str, Any]) -> None:
    """Write one app's folder anew; the finished files in it stay."""
    folder = HERE / app["name"]
    for part in ("src", "lib", "assets"):
        shutil.rmtree(folder / part, ignore_errors=True)
    package = app["name"].replace("-", "")
    rows, calls, expected = (
        "",
        "",
        [HEAD.format(name=app["name"]), f'app = "{app["name"]}.apk"', f'package = "com.example.{package}"', ""],
    )
    if app["name"].endswith("-none"):
        expected += ["# Near in spelling, none of them real: no SDK may be named.", "party = []", ""]
    for number, sdk in enumerate(app["sdk"]):
        inner = f"{chr(ord('b') + number)}.a"
        write(folder / "src" / inner.replace(".", "/") / "a.java", renamed_class(inner, sdk))
        entries = []
        for kind, (parent, body, context) in COMPONENTS.items():
            for name in sdk.get(kind, ()):
                extra = (
                    f' android:authorities="com.example.{package}.{name.rsplit(".", 1)[1].lower()}"'
                    if kind == "provider"
                    else ""
                )
                rows += f'    <{kind} android:name="{name}"{extra} android:exported="false"/>\n'
                own, simple = name.rsplit(".", 1)
                call = f"{inner}.a.a({context});"
                write(folder / "src" / f"{name.replace('.', '/')}.java",
                      f"package {own};\n\npublic class {simple} extends {parent} {{\n{body.format(call=call)}}}\n")  # fmt: skip
                entries.append(f'"L{name.replace(".", "/")};->{STARTS[kind]}"')
        if not entries:
            calls += f" {inner}.a.a(this);"
            entries = [f'"Lcom/example/{package}/Main;->onCreate(Landroid/os/Bundle;)V"']
        for key, value in sdk.get("meta", {}).items():
            rows += f'    <meta-data android:name="{key}" android:value="{value.replace("@string/app_name", "0")}"/>\n'
        for name in sdk.get("native", ()):
            write(folder / "lib" / "arm64-v8a" / name, ELF)
        for name in sdk.get("asset", ()):
            write(folder / "assets" / name, "{}")
        if sdk["id"]:
            kinds = {
                "component": COMPONENTS,
                "meta_data": ("meta",),
                "native": ("native",),
                "endpoint": ("endpoint",),
                "asset": ("asset",),
            }
            signs = [sign for sign, keys in kinds.items() if any(sdk.get(key) for key in keys)]
            expected += ["[[party]]", f'id = "sdk:{sdk["id"]}"', f"signs = {signs}".replace("'", '"'),
                         'presence = ["present", "reachable"]' if len(signs) > 1 else 'presence = ["unknown", "present", "reachable"]']  # fmt: skip
        for kind in sdk.get("read", ()):
            data, api, _ = READS[kind]
            expected += ["[[read]]", f'data = "{data}"', f'api = "{api}"',
                         f'in = "L{inner.replace(".", "/")}/a;->a(Landroid/content/Context;)V"', f"entry = [{', '.join(entries)}]",
                         f'actor = ["sdk:{sdk["id"]}", "library:{inner}", "unknown"]', "reachable = true",
                         'note = "renamed code: calling it the app\'s own would be wrong"']  # fmt: skip
    write(folder / "AndroidManifest.xml", MANIFEST.format(package=package, rows=rows))
    write(folder / "src" / "com" / "example" / package / "Main.java", MAIN.format(package=package, calls=calls))
    write(folder / "expected.toml", "\n".join(expected) + "\n")


def main() -> int:
    """Write them all."""
    for app in tomllib.loads((HERE / "renamed.toml").read_text())["app"]:
        make(app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
