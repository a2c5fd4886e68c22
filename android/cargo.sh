#!/bin/sh
# What Gradle needs of cargo, into the folder $1: jniLibs/, kotlin/, assets/. Run in the
# project's root; needs cargo-ndk and the NDK (ANDROID_NDK_HOME).
set -eu
made="$1"
mkdir -p "$made/assets"
# As small as a phone wants it: C code for size, equal functions once, relocations packed in the way
# that Android 7 reads, pages of 16 KB (xtask/src/bench.rs says the same, and weighs it).
link="-C link-arg=-Wl,--icf=all -C link-arg=-Wl,--pack-dyn-relocs=android"
CFLAGS="-Os -fno-asynchronous-unwind-tables -fno-unwind-tables" \
RUSTFLAGS="$link -C link-arg=-Wl,-z,max-page-size=16384" \
    cargo ndk --platform 24 -t arm64-v8a -t armeabi-v7a -t x86_64 -o "$made/jniLibs" \
    rustc --profile phone -p camtay-core --lib --crate-type cdylib
cargo xtask bindings kotlin
cargo xtask content build
target="${CARGO_TARGET_DIR:-target}"
rm -rf "$made/kotlin"
cp -R "$target/bindings/kotlin" "$made/kotlin"
cp "$target/content/guides.pack" "$made/assets/guides.pack"
