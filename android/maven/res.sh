#!/usr/bin/env bash
# usage: res.sh APP_MAIN TARGET TOOLS AAR_DIR...
# Leaves R.java in TARGET/r, TARGET/app.apk (resources and manifest), and the file Robolectric looks for.
set -euo pipefail
main=$1 out=$2 tools=$3; shift 3
package=org.handrail.app min=26 target=35
mkdir -p "$out"; cd "$out"
unzip -qoj "$tools"/apktool-lib-*.jar prebuilt/linux/aapt2 prebuilt/android-framework.jar -d aapt
chmod +x aapt/aapt2
rm -rf flat r; mkdir -p flat r robolectric/com/android/tools
packages= manifests=
for aar in $(find "$@" -mindepth 1 -maxdepth 1 -type d | sort); do
  if [ -n "$(find "$aar/res" -type f -print -quit 2>/dev/null)" ]; then
    aapt/aapt2 compile --dir "$aar/res" -o "flat/$(basename "$aar").zip"
  fi
  if [ -s "$aar/R.txt" ]; then
    packages+=:$(grep -o 'package="[^"]*"' "$aar/AndroidManifest.xml" | head -1 | cut -d'"' -f2)
  fi
  manifests+=:$aar/AndroidManifest.xml
done
aapt/aapt2 compile --dir "$main/res" -o app.zip
java -cp "$tools/*" com.android.manifmerger.Merger --main "$main/AndroidManifest.xml" --libs "${manifests#:}" \
  --property PACKAGE=$package --property MIN_SDK_VERSION=$min --property TARGET_SDK_VERSION=$target \
  --property VERSION_CODE=1 --property VERSION_NAME=1 \
  --log ERROR --remove-tools-declarations --out AndroidManifest.xml
aapt/aapt2 link -I aapt/android-framework.jar --manifest AndroidManifest.xml -o app.apk --java r \
  --extra-packages "${packages#:}" --auto-add-overlay --non-final-ids --proguard aapt-rules.txt \
  $(printf -- '-R %s ' flat/*.zip) -R app.zip
cat > robolectric/com/android/tools/test_config.properties <<P
android_merged_manifest=$out/AndroidManifest.xml
android_resource_apk=$out/app.apk
android_custom_package=$package
P
