//! A wire between phone and hall that breaks at an exact byte.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// A direction on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the phone to the hall.
    Up,
    /// From the hall to the phone.
    Down,
}

/// Where the wire breaks: after so many bytes, counted over all connections since
/// [`CutProxy::set`]. It breaks once; what is dialled afterwards goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// In which direction the bytes are counted.
    pub way: Way,
    /// How many of them still go through.
    pub after: u64,
}

/// What went over the wire since [`CutProxy::set`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Passed {
    /// Bytes to the hall.
    pub up: u64,
    /// Bytes to the phone.
    pub down: u64,
    /// Whether the wire broke.
    pub broke: bool,
}

#[derive(Default)]
struct Meter {
    cut: Option<Cut>,
    passed: Passed,
}

impl Meter {
    /// How many of `wanted` bytes may go, and whether the wire breaks behind them.
    fn let_through(&mut self, way: Way, wanted: usize) -> (usize, bool) {
        let passed = match way {
            Way::Up => &mut self.passed.up,
            Way::Down => &mut self.passed.down,
        };
        let left = match self.cut {
            Some(cut) if cut.way == way => {
                usize::try_from(cut.after.saturating_sub(*passed)).unwrap_or(usize::MAX)
            }
            _ => usize::MAX,
        };
        let going = wanted.min(left);
        *passed += going as u64;
        let breaks = left <= wanted;
        if breaks {
            self.cut = None;
            self.passed.broke = true;
        }
        (going, breaks)
    }
}

/// A TCP proxy on loopback in front of a hall.
pub struct CutProxy {
    address: SocketAddr,
    meter: Arc<Mutex<Meter>>,
    stop: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl CutProxy {
    /// Stands in front of the hall at `hall` and lets everything through.
    ///
    /// # Errors
    /// When no port of loopback can be had.
    pub fn to(hall: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let meter = Arc::new(Mutex::new(Meter::default()));
        let stop = Arc::new(AtomicBool::new(false));
        let listening = std::thread::spawn({
            let (meter, stop) = (Arc::clone(&meter), Arc::clone(&stop));
            move || {
                for phone in listener.incoming().flatten() {
                    if stop.load(Ordering::SeqCst) {
                        break;
                    }
                    // A hall that is down: the phone sees its connection closed.
                    let Ok(hall) = TcpStream::connect(hall) else { continue };
                    let _ = join(phone, hall, &meter);
                }
            }
        });
        Ok(Self { address, meter, stop, listening: Some(listening) })
    }

    /// What phones dial instead of the hall, `host:port`.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Counts from zero again, and breaks at `cut`, or nowhere.
    pub fn set(&self, cut: Option<Cut>) {
        *locked(&self.meter) = Meter { cut, passed: Passed::default() };
    }

    /// What went over the wire since [`CutProxy::set`].
    #[must_use]
    pub fn passed(&self) -> Passed {
        locked(&self.meter).passed
    }
}

impl Drop for CutProxy {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is to stop.
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
    }
}

fn join(phone: TcpStream, hall: TcpStream, meter: &Arc<Mutex<Meter>>) -> std::io::Result<()> {
    phone.set_nodelay(true)?;
    hall.set_nodelay(true)?;
    for (way, from, to) in
        [(Way::Up, phone.try_clone()?, hall.try_clone()?), (Way::Down, hall, phone)]
    {
        let meter = Arc::clone(meter);
        std::thread::spawn(move || carry(way, from, to, &meter));
    }
    Ok(())
}

/// Carries bytes one way. Where one end has said all, the other is told so; where the wire
/// breaks, both ends are closed both ways.
fn carry(way: Way, mut from: TcpStream, mut to: TcpStream, meter: &Mutex<Meter>) {
    let mut bytes = [0; 16 << 10];
    while let Ok(count) = from.read(&mut bytes) {
        if count == 0 {
            let _ = to.shutdown(Shutdown::Write);
            return;
        }
        let (going, breaks) = locked(meter).let_through(way, count);
        if to.write_all(bytes.get(..going).unwrap_or(&[])).is_err() || breaks {
            break;
        }
    }
    for end in [from, to] {
        let _ = end.shutdown(Shutdown::Both);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers everything it reads with the same bytes.
    fn echo() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || {
                    let mut reading = stream.try_clone().unwrap();
                    let mut writing = stream;
                    let _ = std::io::copy(&mut reading, &mut writing);
                });
            }
        });
        address
    }

    fn said(proxy: &CutProxy, text: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(proxy.address()).unwrap();
        let _ = stream.write_all(text);
        let _ = stream.shutdown(Shutdown::Write);
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard);
        heard
    }

    #[test]
    fn the_wire_breaks_at_the_byte_and_only_once() {
        let proxy = CutProxy::to(echo()).unwrap();
        proxy.set(Some(Cut { way: Way::Down, after: 3 }));
        assert_eq!(said(&proxy, b"camtay"), b"cam");
        assert!(proxy.passed().broke);
        assert_eq!(proxy.passed().down, 3);
        assert_eq!(said(&proxy, b"camtay"), b"camtay");
        proxy.set(Some(Cut { way: Way::Up, after: 0 }));
        assert_eq!(said(&proxy, b"camtay"), b"");
        assert_eq!(proxy.passed().up, 0);
        proxy.set(Some(Cut { way: Way::Up, after: 7 }));
        assert_eq!(said(&proxy, b"camtay"), b"camtay");
        // One byte of it went up; its echo may be back before the wire is gone.
        assert!(b"h".starts_with(&said(&proxy, b"hall")));
        assert_eq!(proxy.passed().up, 7);
    }
}
