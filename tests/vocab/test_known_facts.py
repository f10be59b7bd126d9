"""Facts a reviewer checked by hand against the Android documentation: what is read, by which permission, until when.

The second half is as important: calls that hand over nothing personal must not be listed, because listing them would
accuse a fair app.
"""

from __future__ import annotations

import pytest

from glasshouse.vocab.load import load_apis, load_permissions
from glasshouse.vocab.terms import Level, MethodSpec

PREFIX = "android.permission."


def methods(owner: str, name: str) -> list[MethodSpec]:
    return [spec for spec in load_apis().methods if (spec.owner, spec.name) == (owner, name)]


def answer(owner: str, name: str, arg: int, constant: str | int) -> tuple[str, ...]:
    """Return the data of the entry whose condition holds, or of the fallback."""
    found = methods(owner, name)
    for spec in found:
        if spec.when and spec.when.arg == arg and constant in spec.when.equals:
            return spec.facts.data
    return next((spec.facts.data for spec in found if spec.when is None), ())


@pytest.mark.parametrize(
    ("owner", "name", "data", "permission", "until"),
    [
        ("android.telephony.TelephonyManager", "getDeviceId", "device.imei", "READ_PHONE_STATE", 28),
        ("android.telephony.TelephonyManager", "getImei", "device.imei", "READ_PHONE_STATE", 28),
        ("android.telephony.TelephonyManager", "getSubscriberId", "device.imsi", "READ_PHONE_STATE", 28),
        ("android.telephony.TelephonyManager", "getSimSerialNumber", "device.iccid", "READ_PHONE_STATE", 28),
        ("android.telephony.TelephonyManager", "getLine1Number", "phone_number", "READ_PHONE_NUMBERS", None),
        ("android.telephony.TelephonyManager", "getCellLocation", "location.coarse", "ACCESS_FINE_LOCATION", None),
        (
            "android.location.LocationManager",
            "requestLocationUpdates",
            "location.precise",
            "ACCESS_FINE_LOCATION",
            None,
        ),
        ("android.os.Build", "getSerial", "device.serial", "READ_PHONE_STATE", 28),
        ("android.net.wifi.WifiInfo", "getMacAddress", "device.mac", "ACCESS_WIFI_STATE", 22),
        ("android.net.wifi.WifiInfo", "getSSID", "device.network.wifi", "ACCESS_FINE_LOCATION", None),
        ("android.net.wifi.WifiManager", "getScanResults", "device.network.nearby", "ACCESS_FINE_LOCATION", None),
        ("android.bluetooth.BluetoothAdapter", "getBondedDevices", "device.bluetooth", "BLUETOOTH_CONNECT", None),
        ("android.media.AudioRecord", "startRecording", "microphone", "RECORD_AUDIO", None),
        ("android.hardware.Camera", "open", "camera", "CAMERA", None),
        ("android.hardware.camera2.CameraManager", "openCamera", "camera", "CAMERA", None),
        ("android.app.usage.UsageStatsManager", "queryUsageStats", "device.app_usage", "PACKAGE_USAGE_STATS", None),
        ("android.accounts.AccountManager", "getAccounts", "account", "GET_ACCOUNTS", None),
        ("android.app.ActivityManager", "getRunningTasks", "device.app_usage", "GET_TASKS", 20),
        ("android.view.inputmethod.InputConnection", "getTextBeforeCursor", "typed_text", "BIND_INPUT_METHOD", None),
        ("android.view.inputmethod.InputConnection", "getSelectedText", "typed_text", "BIND_INPUT_METHOD", None),
    ],
)
def test_with_permission(owner: str, name: str, data: str, permission: str, until: int | None) -> None:
    spec = methods(owner, name)[0]
    assert data in spec.facts.data
    assert PREFIX + permission in spec.facts.permission
    assert spec.facts.until == until


@pytest.mark.parametrize(
    ("owner", "name", "data"),
    [
        ("android.content.ClipboardManager", "getPrimaryClip", "clipboard"),
        ("android.content.pm.PackageManager", "getInstalledPackages", "device.installed_apps"),
        ("android.content.pm.PackageManager", "queryIntentActivities", "device.installed_apps"),
        ("java.net.NetworkInterface", "getHardwareAddress", "device.mac"),
        ("com.google.android.gms.ads.identifier.AdvertisingIdClient", "getAdvertisingIdInfo", "device.advertising_id"),
        ("com.huawei.hms.ads.identifier.AdvertisingIdClient", "getAdvertisingIdInfo", "device.oaid"),
        ("com.bun.miitmdid.core.MdidSdkHelper", "InitSdk", "device.oaid"),
    ],
)
def test_without_permission(owner: str, name: str, data: str) -> None:
    (spec,) = methods(owner, name)
    assert data in spec.facts.data
    assert spec.facts.permission == ()


@pytest.mark.parametrize(
    ("owner", "name", "arg", "constant", "data"),
    [
        ("android.provider.Settings$Secure", "getString", 1, "android_id", ("device.android_id",)),
        ("android.provider.Settings$Secure", "getString", 1, "location_mode", ()),
        ("android.os.SystemProperties", "get", 0, "ro.serialno", ("device.serial",)),
        ("android.os.SystemProperties", "get", 0, "ro.build.version.sdk", ()),
        ("android.hardware.SensorManager", "getDefaultSensor", 0, 19, ("device.sensors.activity",)),
        ("android.hardware.SensorManager", "getDefaultSensor", 0, 21, ("health.vitals",)),
        ("android.hardware.SensorManager", "getDefaultSensor", 0, 1, ("device.sensors",)),
        ("android.location.LocationManager", "getLastKnownLocation", 0, "gps", ("location.precise",)),
        ("android.location.LocationManager", "getLastKnownLocation", 0, "network", ("location",)),
        ("android.media.MediaRecorder", "setVideoSource", 0, 2, ()),
        ("android.media.MediaMetadataRetriever", "extractMetadata", 0, 9, ()),
    ],
)
def test_the_argument_decides(owner: str, name: str, arg: int, constant: str | int, data: tuple[str, ...]) -> None:
    assert answer(owner, name, arg, constant) == data


@pytest.mark.parametrize(
    ("uri", "data", "permission"),
    [
        ("content://com.android.contacts/contacts", "contacts", "READ_CONTACTS"),
        ("content://com.android.contacts/data/phones", "contacts", "READ_CONTACTS"),
        ("content://call_log/calls", "call_log", "READ_CALL_LOG"),
        ("content://sms/inbox", "sms", "READ_SMS"),
        ("content://com.android.calendar/events", "calendar", "READ_CALENDAR"),
        ("content://media/external/images/media", "photos", "READ_MEDIA_IMAGES"),
        ("content://media/external/audio/media", "files.audio", "READ_MEDIA_AUDIO"),
    ],
)
def test_addresses(uri: str, data: str, permission: str) -> None:
    (spec,) = [spec for spec in load_apis().uris if spec.uri == uri]
    assert data in spec.facts.data
    assert PREFIX + permission in spec.facts.permission
    assert spec.constants


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("android.app.Activity", "getPackageName"),
        ("android.content.Context", "getPackageName"),
        ("android.content.pm.PackageManager", "getPackageInfo"),
        ("android.content.pm.PackageManager", "resolveActivity"),
        ("android.content.ClipboardManager", "setPrimaryClip"),
        ("android.content.ClipboardManager", "hasPrimaryClip"),
        ("android.telephony.TelephonyManager", "getSimState"),
        ("android.telephony.TelephonyManager", "getPhoneType"),
        ("android.telephony.SmsManager", "sendTextMessage"),
        ("android.location.LocationManager", "isProviderEnabled"),
        ("android.location.LocationManager", "removeUpdates"),
        ("android.location.Location", "getLatitude"),
        # A keyboard writes through it as well: what reads are the calls on the connection.
        ("android.inputmethodservice.InputMethodService", "getCurrentInputConnection"),
        ("android.view.inputmethod.InputConnection", "commitText"),
        ("android.media.AudioRecord", "stop"),
        ("android.hardware.Camera", "getNumberOfCameras"),
        ("android.hardware.biometrics.BiometricPrompt", "authenticate"),
        ("android.bluetooth.BluetoothAdapter", "isEnabled"),
        ("android.net.wifi.WifiManager", "isWifiEnabled"),
        ("android.webkit.CookieManager", "getCookie"),
        ("com.google.android.gms.auth.api.phone.SmsRetrieverClient", "startSmsRetriever"),
        ("java.util.UUID", "randomUUID"),
    ],
)
def test_what_hands_over_nothing_personal_is_not_listed(owner: str, name: str) -> None:
    assert methods(owner, name) == []


@pytest.mark.parametrize("name", ["MODEL", "BRAND", "MANUFACTURER", "FINGERPRINT"])
def test_the_model_of_the_phone_is_not_listed(name: str) -> None:
    assert [spec for spec in load_apis().fields if (spec.owner, spec.name) == ("android.os.Build", name)] == []


@pytest.mark.parametrize("name", ["getNetworkOperator", "getSimOperator", "getNetworkType"])
def test_the_carrier_is_not_the_subscriber(name: str) -> None:
    (spec,) = methods("android.telephony.TelephonyManager", name)
    assert spec.facts.data == ("device.network",)


@pytest.mark.parametrize(
    ("name", "level", "opens"),
    [
        ("ACCESS_FINE_LOCATION", Level.DANGEROUS, {"location.precise"}),
        ("CAMERA", Level.DANGEROUS, {"camera"}),
        ("READ_CONTACTS", Level.DANGEROUS, {"contacts"}),
        ("WRITE_CONTACTS", Level.DANGEROUS, set()),
        ("SEND_SMS", Level.DANGEROUS, set()),
        ("USE_BIOMETRIC", Level.NORMAL, set()),
        ("INTERNET", Level.NORMAL, set()),
        ("QUERY_ALL_PACKAGES", Level.NORMAL, {"device.installed_apps"}),
        ("PACKAGE_USAGE_STATS", Level.APPOP, {"device.app_usage", "device.installed_apps"}),
        ("BIND_ACCESSIBILITY_SERVICE", Level.SPECIAL, {"screen", "typed_text", "device.app_usage"}),
        ("health.READ_MENSTRUATION", Level.DANGEROUS, {"health.reproductive"}),
    ],
)
def test_permissions(name: str, level: Level, opens: set[str]) -> None:
    (permission,) = [permission for permission in load_permissions() if permission.id == PREFIX + name]
    assert (permission.level, set(permission.opens)) == (level, opens)


def test_fine_location_brings_coarse() -> None:
    by_id = {permission.id: permission for permission in load_permissions()}
    assert PREFIX + "ACCESS_COARSE_LOCATION" in by_id[PREFIX + "ACCESS_FINE_LOCATION"].implies


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("READ_CONTACTS", "contacts"),
        ("GET_ACCOUNTS", "account"),
        ("READ_CALL_LOG", "call_log"),
        ("PROCESS_OUTGOING_CALLS", "call_log"),
        ("READ_PHONE_STATE", "device.imei"),
        ("READ_PHONE_NUMBERS", "phone_number"),
        ("READ_SMS", "sms"),
        ("RECEIVE_SMS", "sms"),
        ("RECEIVE_MMS", "sms"),
        ("RECEIVE_WAP_PUSH", "sms"),
        ("READ_CALENDAR", "calendar"),
        ("ACCESS_FINE_LOCATION", "location.precise"),
        ("ACCESS_COARSE_LOCATION", "location.coarse"),
        ("READ_EXTERNAL_STORAGE", "files"),
        ("READ_MEDIA_IMAGES", "photos"),
        ("RECORD_AUDIO", "microphone"),
        ("BODY_SENSORS", "health.vitals"),
        ("ACTIVITY_RECOGNITION", "device.sensors.activity"),
        ("BLUETOOTH_CONNECT", "device.bluetooth"),
        ("NEARBY_WIFI_DEVICES", "device.network.nearby"),
    ],
)
def test_a_dangerous_permission_opens_what_a_policy_that_lists_it_names(name: str, kind: str) -> None:
    (permission,) = (item for item in load_permissions() if item.id == PREFIX + name)
    assert permission.level is Level.DANGEROUS
    assert kind in permission.opens


def test_a_dangerous_permission_to_read_opens_something() -> None:
    reading = ("READ_", "RECEIVE_", "GET_", "ACCESS_")
    named = {item.id: item.opens for item in load_permissions() if item.level is Level.DANGEROUS}
    assert [name for name, opens in named.items() if name.rpartition(".")[2].startswith(reading) and not opens] == []
