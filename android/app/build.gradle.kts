plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose)
}

android {
    namespace = "org.handrail.app"
    compileSdk = 37
    defaultConfig {
        applicationId = "org.handrail.app"
        minSdk = 26
        targetSdk = 35
        versionCode = 1
        versionName = "1"
    }
    buildTypes.release {
        isMinifyEnabled = true
        isShrinkResources = true
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
    }
    // The layer over the core and its generated bindings (`cargo xtask bindings kotlin`); the native library per ABI lies in
    // src/main/jniLibs (`cargo ndk … build --profile ship -p handrail-ffi`).
    sourceSets["main"].kotlin.srcDirs("../../bindings/kotlin/src/main/kotlin", "../../bindings/kotlin/target/generated")
    testOptions.unitTests.isIncludeAndroidResources = true
}

dependencies {
    implementation(platform(libs.compose.bom))
    implementation(libs.activity.compose)
    implementation(libs.compose.icons)
    implementation(libs.compose.material3)
    implementation(libs.core)
    implementation(variantOf(libs.jna) { artifactType("aar") })
    implementation(libs.lifecycle.runtime)
    testImplementation(platform(libs.compose.bom))
    testImplementation(libs.compose.test)
    testImplementation(libs.compose.test.manifest)
    testImplementation(libs.jna)
    testImplementation(libs.kotlin.test)
    testImplementation(libs.robolectric)
}
