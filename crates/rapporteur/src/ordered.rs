//! Many threads, one order: the pipeline under `extract` and `read`.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Items that may be in flight for each thread: enough that a long document does not hold up the others.
const ITEMS_PER_JOB: usize = 4;
/// Weight of the items that may be in flight together, in bytes of text. Reading takes some 75 bytes of memory a byte
/// of text, so that this bounds the memory of any number of threads at some 320 MB.
const WEIGHT_IN_FLIGHT: usize = 4 << 20;

/// Applies `work` to every item on `jobs` threads and hands the results to `sink` in the order of `input`.
///
/// `input` and `sink` stay on the calling thread. A few items a thread are in flight, fewer where they are heavy; `weigh`
/// tells an item's weight in bytes. The first error of `sink` ends it: what is in flight is finished and thrown away.
pub fn map<T: Send, U: Send, E>(
    jobs: usize,
    input: impl Iterator<Item = T>,
    weigh: impl Fn(&T) -> usize,
    work: impl Fn(T) -> U + Sync,
    mut sink: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    if jobs <= 1 {
        return input.map(work).try_for_each(sink);
    }
    let window = jobs * ITEMS_PER_JOB;
    // A result travels in a channel of its own; the queue of those channels is the order.
    let (tasks, queue) = sync_channel::<(T, Sender<U>)>(window);
    let queue = Mutex::new(queue);
    std::thread::scope(|scope| {
        // The threads end when this end of the queue is dropped, however this closure is left.
        let tasks = tasks;
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((item, reply)) = next(&queue) {
                    // Nobody waits for the reply once the sink has failed.
                    let _ = reply.send(work(item));
                }
            });
        }
        let mut waiting = Waiting { results: VecDeque::with_capacity(window), weight: 0 };
        for item in input {
            let weight = weigh(&item);
            waiting.take_ready(&mut sink)?;
            while waiting.results.len() >= window || (waiting.weight > 0 && waiting.weight + weight > WEIGHT_IN_FLIGHT)
            {
                waiting.take_first(&mut sink)?;
            }
            let (reply, result) = channel();
            if tasks.send((item, reply)).is_ok() {
                waiting.results.push_back((weight, result));
                waiting.weight += weight;
            }
        }
        drop(tasks);
        while !waiting.results.is_empty() {
            waiting.take_first(&mut sink)?;
        }
        Ok(())
    })
}

fn next<T>(queue: &Mutex<Receiver<T>>) -> Option<T> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Results that are still to come, in order, and the weight of their items.
///
/// A thread that panicked has dropped its reply: its result is passed over, and the scope passes its panic on.
struct Waiting<U> {
    results: VecDeque<(usize, Receiver<U>)>,
    weight: usize,
}

impl<U> Waiting<U> {
    /// Hands on what is ready, so that a slow input does not hold back results.
    fn take_ready<E>(&mut self, sink: &mut impl FnMut(U) -> Result<(), E>) -> Result<(), E> {
        while let Some((weight, result)) = self.results.front() {
            let result = match result.try_recv() {
                Err(TryRecvError::Empty) => break,
                result => result.ok(),
            };
            self.weight -= *weight;
            self.results.pop_front();
            result.map_or(Ok(()), &mut *sink)?;
        }
        Ok(())
    }

    /// Waits for the oldest result and hands it on.
    fn take_first<E>(&mut self, sink: &mut impl FnMut(U) -> Result<(), E>) -> Result<(), E> {
        let Some((weight, result)) = self.results.pop_front() else {
            return Ok(());
        };
        let result = result.recv();
        self.weight -= weight;
        result.map_or(Ok(()), sink)
    }
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn order_is_kept_on_any_number_of_threads() {
        for jobs in [1, 2, 16] {
            let mut seen = Vec::new();
            let work = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros(n * 7919 % 300));
                n
            };
            let _ = map(
                jobs,
                0..200,
                |n| *n as usize * 100_000,
                work,
                |n| {
                    seen.push(n);
                    Ok::<(), ()>(())
                },
            );
            assert_eq!(seen, (0..200).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_it() {
        let mut seen = 0;
        let result = map(
            4,
            0..,
            |_| 1,
            |n: u64| n,
            |n| {
                seen += 1;
                if n == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((result, seen), (Err("full"), 11));
    }
}
