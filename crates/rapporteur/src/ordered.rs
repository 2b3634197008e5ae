//! Many threads, one order: the pipeline under `extract` and `read`.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Items that may wait for each thread: enough that a long document does not hold up the others, few enough that
/// memory stays bounded.
const WAITING_PER_JOB: usize = 4;

/// Applies `work` to every item on `jobs` threads and hands the results to `sink` in the order of `input`.
///
/// `input` and `sink` stay on the calling thread. At most a few items a thread are in flight. The first error of `sink`
/// ends it: what is in flight is finished and thrown away.
pub fn map<T: Send, U: Send, E>(
    jobs: usize,
    input: impl Iterator<Item = T>,
    work: impl Fn(T) -> U + Sync,
    mut sink: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    if jobs <= 1 {
        return input.map(work).try_for_each(sink);
    }
    let window = jobs * WAITING_PER_JOB;
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
        let mut waiting: VecDeque<Receiver<U>> = VecDeque::with_capacity(window);
        for item in input {
            take_ready(&mut waiting, &mut sink)?;
            if waiting.len() == window {
                take_first(&mut waiting, &mut sink)?;
            }
            let (reply, result) = channel();
            if tasks.send((item, reply)).is_ok() {
                waiting.push_back(result);
            }
        }
        drop(tasks);
        while !waiting.is_empty() {
            take_first(&mut waiting, &mut sink)?;
        }
        Ok(())
    })
}

fn next<T>(queue: &Mutex<Receiver<T>>) -> Option<T> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Hands on what is ready, so that a slow input does not hold back results.
fn take_ready<U, E>(waiting: &mut VecDeque<Receiver<U>>, sink: &mut impl FnMut(U) -> Result<(), E>) -> Result<(), E> {
    while let Some(result) = waiting.front().map(Receiver::try_recv) {
        match result {
            Ok(result) => {
                waiting.pop_front();
                sink(result)?;
            }
            Err(TryRecvError::Disconnected) => drop(waiting.pop_front()),
            Err(TryRecvError::Empty) => break,
        }
    }
    Ok(())
}

/// Waits for the oldest result. A thread that panicked has dropped its reply; the scope passes its panic on.
fn take_first<U, E>(waiting: &mut VecDeque<Receiver<U>>, sink: &mut impl FnMut(U) -> Result<(), E>) -> Result<(), E> {
    match waiting.pop_front().map(|result| result.recv()) {
        Some(Ok(result)) => sink(result),
        _ => Ok(()),
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
            let _ = map(jobs, 0..200, work, |n| {
                seen.push(n);
                Ok::<(), ()>(())
            });
            assert_eq!(seen, (0..200).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_it() {
        let mut seen = 0;
        let result = map(
            4,
            0..,
            |n: u64| n,
            |n| {
                seen += 1;
                if n == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((result, seen), (Err("full"), 11));
    }
}
