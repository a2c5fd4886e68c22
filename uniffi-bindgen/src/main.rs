//! Writes the Kotlin and Swift bindings of a built core library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
