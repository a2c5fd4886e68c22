//! Writes the Kotlin and Swift bindings of a built core library.

#![forbid(unsafe_code)]

fn main() {
    uniffi::uniffi_bindgen_main();
}
