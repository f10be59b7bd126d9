.class public Lcom/example/odd/Main;
.super Landroid/app/Activity;

.field static phone:Landroid/telephony/TelephonyManager;
.field static kept:Ljava/lang/String;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method public onCreate(Landroid/os/Bundle;)V
    .registers 4
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const-string v0, "phone"
    invoke-virtual {p0, v0}, Landroid/app/Activity;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/TelephonyManager;
    sput-object v0, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    invoke-static {}, Lcom/example/odd/Main;->byHandle()V
    invoke-static {}, Lcom/example/odd/Main;->byCallSite()V
    invoke-static {p0}, Lcom/example/odd/Main;->backwards(Landroid/content/Context;)V
    const/4 v0, 0x2
    invoke-static {v0}, Lcom/example/odd/Main;->bySwitch(I)V
    invoke-static {}, Lcom/example/odd/Main;->byRange()V
    invoke-static {}, Lcom/example/odd/Main;->inHandler()V
    invoke-static {}, Lcom/example/odd/Ünï;->读()V
    invoke-static {}, Lcom/example/odd/Main;->afterReturn()V
    return-void
.end method

# A method handle as a constant (DEX 039), called with invoke-polymorphic.
.method static byHandle()V
    .registers 2
    const-method-handle v0, invoke-static@Lcom/example/odd/Main;->handled()V
    invoke-polymorphic {v0}, Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;, ()V
    return-void
.end method

.method static handled()V
    .registers 2
    sget-object v0, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    move-result-object v0
    sput-object v0, Lcom/example/odd/Main;->kept:Ljava/lang/String;
    return-void
.end method

# A call site with a bootstrap method of the app's own: what it links to is decided while the app runs.
.method static byCallSite()V
    .registers 1
    invoke-custom {}, site("go", ()V)@Lcom/example/odd/Main;->boot(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;
    return-void
.end method

.method static boot(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;
    .registers 5
    sget-object v0, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getSubscriberId()Ljava/lang/String;
    move-result-object v0
    sput-object v0, Lcom/example/odd/Main;->kept:Ljava/lang/String;
    const-method-handle v0, invoke-static@Lcom/example/odd/Main;->handled()V
    new-instance v1, Ljava/lang/invoke/ConstantCallSite;
    invoke-direct {v1, v0}, Ljava/lang/invoke/ConstantCallSite;-><init>(Ljava/lang/invoke/MethodHandle;)V
    return-object v1
.end method

# The constant is set in a block that lies after the call in the file.
.method static backwards(Landroid/content/Context;)V
    .registers 4
    goto :set
    :use
    invoke-virtual {p0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v1
    invoke-static {v1, v0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    sput-object v0, Lcom/example/odd/Main;->kept:Ljava/lang/String;
    return-void
    :set
    const-string v0, "android_id"
    goto :use
.end method

# One branch of each kind of switch reads.
.method static bySwitch(I)V
    .registers 3
    sget-object v0, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    packed-switch p0, :packed
    sparse-switch p0, :sparse
    return-void
    :one
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    return-void
    :two
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getSubscriberId()Ljava/lang/String;
    return-void
    :packed
    .packed-switch 0x1
        :one
        :two
    .end packed-switch
    :sparse
    .sparse-switch
        0x64 -> :one
        0x3e8 -> :two
    .end sparse-switch
.end method

# Registers above 15, so the call is a range call; the key is moved twice.
.method static byRange()V
    .registers 40
    sget-object v30, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    move-object/from16 v33, v30
    invoke-virtual/range {v33 .. v33}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    move-result-object v34
    sput-object v34, Lcom/example/odd/Main;->kept:Ljava/lang/String;
    return-void
.end method

# The read happens only in a handler of exceptions.
.method static inHandler()V
    .registers 2
    const/4 v0, 0x0
    :start
    invoke-virtual {v0}, Ljava/lang/Object;->hashCode()I
    :end
    .catch Ljava/lang/NullPointerException; {:start .. :end} :caught
    return-void
    :caught
    move-exception v0
    sget-object v0, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    return-void
.end method

# No path leads to the code after the return.
.method static afterReturn()V
    .registers 2
    return-void
    sget-object v0, Lcom/example/odd/Main;->phone:Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getLine1Number()Ljava/lang/String;
    return-void
.end method
