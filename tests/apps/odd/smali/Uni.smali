# Names that are not ASCII, as obfuscators like them.
.class public Lcom/example/odd/Ünï;
.super Ljava/lang/Object;

.method static 读()V
    .registers 2
    sget-object v0, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    return-void
.end method
