import { DomainError } from '../core/domain-error.ts'
import { paddedBytes, type KeptSection } from '../core/kept/kept-table.ts'
import { WordHash } from '../core/word-hash.ts'
import type { StoredFile } from './kept-storage.ts'

/** Bytes of one write or read: far more than a call costs, and far less than a pause may last. */
const PIECE_BYTES = 4 * 2 ** 20

/** Told the bytes of each piece; awaiting it is the pause in which a cancel gets in. */
export type OnPiece = (bytes: number) => Promise<void>

const words = (bytes: Uint8Array<ArrayBuffer>): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)

/**
 * Write and look whether it was written.
 *
 * @throws DomainError `storage-full` also where the storage only says so by a wrong count
 */
export function writeWhole(file: StoredFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  const written = file.write(bytes, at)
  if (written !== bytes.length || file.size() < at + written)
    throw new DomainError('storage-full', `Of ${bytes.length} bytes ${written} were written`, {
      bytes: at + bytes.length,
    })
}

/** Close the piece of work on a file: everything is on the disk, and as long as it should be. */
export function finishFile(file: StoredFile, bytes: number): void {
  file.flush()
  if (file.size() !== bytes)
    throw new DomainError('storage-full', `A file of ${bytes} bytes has ${file.size()}`, { bytes })
}

/**
 * Write sections one behind the other, each padded with zeros, through one small buffer.
 *
 * @returns a checksum for each section
 * @throws DomainError `storage-full`
 */
export async function writeSections(
  file: StoredFile,
  sections: readonly KeptSection[],
  onPiece: OnPiece,
): Promise<readonly string[]> {
  const piece = new Uint8Array(PIECE_BYTES)
  const checksums: string[] = []
  let at = 0
  for (const section of sections) {
    const hash = new WordHash()
    let filled = 0
    const flush = async (): Promise<void> => {
      const full = paddedBytes(filled)
      piece.fill(0, filled, full)
      hash.add(words(piece.subarray(0, full)))
      writeWhole(file, piece.subarray(0, full), at)
      at += full
      filled = 0
      await onPiece(full)
    }
    for (const view of section) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      for (let done = 0; done < bytes.length;) {
        const part = bytes.subarray(done, done + PIECE_BYTES - filled)
        piece.set(part, filled)
        filled += part.length
        done += part.length
        if (filled === PIECE_BYTES) await flush()
      }
    }
    if (filled > 0) await flush()
    checksums.push(hash.digest())
  }
  finishFile(file, at)
  return checksums
}

/**
 * Read the sections of a file, each straight into a buffer of its own.
 *
 * @param lengths bytes of each section without its zeros
 * @returns `null` when the file is not exactly as long as they need, or a checksum does not hold
 */
export async function readSections(
  file: StoredFile,
  lengths: readonly number[],
  checksums: readonly string[],
  onPiece: OnPiece,
): Promise<readonly ArrayBuffer[] | null> {
  const total = lengths.reduce((sum, bytes) => sum + paddedBytes(bytes), 0)
  // Looked at before any buffer is made: no description can ask for more memory than the file is long.
  if (checksums.length !== lengths.length || file.size() !== total) return null
  const sections: ArrayBuffer[] = []
  let at = 0
  for (const [index, length] of lengths.entries()) {
    const bytes = new Uint8Array(paddedBytes(length))
    const hash = new WordHash()
    for (let done = 0; done < bytes.length; done += PIECE_BYTES) {
      const piece = bytes.subarray(done, done + PIECE_BYTES)
      if (file.read(piece, at) !== piece.length) return null
      hash.add(words(piece))
      at += piece.length
      await onPiece(piece.length)
    }
    if (hash.digest() !== checksums[index]) return null
    sections.push(bytes.buffer)
  }
  return sections
}
