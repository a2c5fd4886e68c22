//! What the demo says while it goes.

/// A sentence in Vietnamese and the same in English below it.
pub fn tell(vietnamese: &str, english: &str) {
    println!("\n• {vietnamese}\n  {english}");
}

/// A detail below it.
pub fn detail(text: &str) {
    println!("    {text}");
}
