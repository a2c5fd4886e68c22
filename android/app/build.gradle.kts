plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
    alias(libs.plugins.kotlin.compose)
}

// What cargo makes: the core for each kind of processor, its Kotlin, the guides.
val made = layout.buildDirectory.dir("cargo")

// Where cargo builds: this machine's own core and hall, for the tests.
val target: File = rootDir.parentFile.resolve(System.getenv("CARGO_TARGET_DIR") ?: "target")

android {
    namespace = "vn.camtay"
    compileSdk = 36

    defaultConfig {
        applicationId = "vn.camtay"
        minSdk = 24
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }

    androidResources {
        localeFilters += listOf("vi", "en")
        // The guides are packed already, and read where they lie.
        noCompress += "pack"
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    buildFeatures { compose = true }

    sourceSets["main"].apply {
        kotlin.srcDir(made.map { it.dir("kotlin") })
        jniLibs.srcDir(made.map { it.dir("jniLibs") })
        assets.srcDir(made.map { it.dir("assets") })
    }

    testOptions.unitTests {
        isIncludeAndroidResources = true
        all { test ->
            // As `cargo xtask android test` runs them: sources are found from android/, and a class has the
            // core's library for itself.
            test.workingDir = rootDir
            test.forkEvery = 1
            test.systemProperty("jna.library.path", target.resolve("debug").path)
            test.systemProperty("camtay.hub", target.resolve("debug/camtay-hub").path)
            test.systemProperty("camtay.guides", target.resolve("content/guides.pack").path)
            test.systemProperty("user.timezone", "Asia/Ho_Chi_Minh")
        }
    }
}

kotlin {
    jvmToolchain(17)
    compilerOptions { allWarningsAsErrors = true }
}

val cargo by tasks.registering(Exec::class) {
    description = "The core (cargo-ndk), its Kotlin and the guides."
    workingDir = rootDir.parentFile
    commandLine("sh", "android/cargo.sh", made.get().asFile.path)
}

tasks.named("preBuild") { dependsOn(cargo) }

dependencies {
    implementation(libs.activity.compose)
    implementation(libs.compose.animation)
    implementation(libs.compose.foundation)
    implementation(libs.compose.material3)
    implementation(libs.compose.runtime)
    implementation(libs.compose.ui)
    implementation(libs.core.ktx)
    implementation(libs.coroutines.android)
    implementation(libs.jna) { artifact { type = "aar" } }
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.lifecycle.viewmodel)
    implementation(libs.work.runtime)
    implementation(libs.zxing.core)
    implementation(libs.zxing.embedded)

    // JNA for this machine's JVM, beside the one for phones.
    testImplementation(libs.jna)
    testImplementation(libs.test.compose.junit4)
    testImplementation(libs.test.compose.manifest)
    testImplementation(libs.test.core)
    testImplementation(libs.test.junit)
    testImplementation(libs.test.roborazzi)
    testImplementation(libs.test.roborazzi.compose)
    testImplementation(libs.test.robolectric)
    testImplementation(libs.test.work)
}
