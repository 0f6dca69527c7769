import { DomainError } from '../core/domain-error.ts'
import type { ByteSource, ByteStream } from '../core/ingest/table-reader.ts'

/** Why a signal fired: what it was given, and `cancelled` when that was nothing. */
export function stopReason({ reason }: AbortSignal): Error {
  const isBare = reason instanceof DOMException && reason.name === 'AbortError'
  return reason instanceof Error && !isBare ? reason : new DomainError('cancelled', 'The task was cancelled')
}

/**
 * Wait for something, but no longer than until the signal fires. What is waited for goes on; nobody hears of its end.
 *
 * @throws `stopReason`
 */
export function orStop<T>(signal: AbortSignal, wait: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(stopReason(signal))
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    wait
      .finally(() => {
        signal.removeEventListener('abort', stop)
      })
      .then(resolve, reject)
  })
}

function stoppableStream(stream: ByteStream, signal: AbortSignal): ByteStream {
  return {
    read: async (room) => {
      try {
        return await orStop(signal, stream.read(room))
      } catch (error) {
        // A reader that waits for a slow disk never comes to close it.
        if (signal.aborted) void stream.close().catch(() => undefined)
        throw error
      }
    },
    diskBytes: () => stream.diskBytes(),
    close: () => stream.close(),
  }
}

/** A source whose reads end at once when the signal fires, however long the disk takes. */
export const stoppableSource = (source: ByteSource, signal: AbortSignal): ByteSource => ({
  name: source.name,
  sizeBytes: source.sizeBytes,
  packing: source.packing,
  open: () => stoppableStream(source.open(), signal),
})
