import type { ByteSource } from '../core/ingest/table-reader.ts'

async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** A dropped file as a stream of bytes. */
export const fileSource = (file: File): ByteSource => ({
  name: file.name,
  sizeBytes: file.size,
  open: () => piecesOf(file),
})
