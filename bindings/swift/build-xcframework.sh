#!/usr/bin/env bash
# On a Mac: builds the core for phone, simulator and Mac, and packs Apple/Handrail.xcframework. Not run yet on any machine.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo xtask bindings swift
headers=bindings/swift/Apple/headers/handrailFFI
rm -rf bindings/swift/Apple
mkdir -p "$headers"
cp bindings/swift/Linux/handrailFFI/handrailFFI.h "$headers/"
# Headers in a folder of their own: two packages with a module.modulemap at the top would collide.
printf 'module handrailFFI {\n    header "handrailFFI.h"\n    export *\n}\n' > "$headers/module.modulemap"
libraries=()
for target in aarch64-apple-ios aarch64-apple-ios-sim aarch64-apple-darwin; do
  cargo build --profile ship -p handrail-ffi --target "$target"
  libraries+=(-library "target/$target/ship/libhandrail.a" -headers bindings/swift/Apple/headers)
done
xcodebuild -create-xcframework "${libraries[@]}" -output bindings/swift/Apple/Handrail.xcframework
