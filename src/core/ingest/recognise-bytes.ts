/** A file that is no text table, by its first bytes. */
export interface ForeignFile {
  readonly code: 'not-a-table' | 'spreadsheet' | 'archive'
  /** What it is, for people, in the words of its format. */
  readonly found: string
}

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly file: ForeignFile }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], file: { code: 'not-a-table', found: 'PNG image' } },
  { bytes: [0xff, 0xd8, 0xff], file: { code: 'not-a-table', found: 'JPEG image' } },
  { bytes: [0x47, 0x49, 0x46, 0x38], file: { code: 'not-a-table', found: 'GIF image' } },
  { bytes: [0x25, 0x50, 0x44, 0x46], file: { code: 'not-a-table', found: 'PDF document' } },
  { bytes: [0x50, 0x41, 0x52, 0x31], file: { code: 'not-a-table', found: 'Parquet file' } },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], file: { code: 'spreadsheet', found: 'Excel workbook (.xls)' } },
  { bytes: [0x1f, 0x8b], file: { code: 'archive', found: 'gzip file' } },
]

const startsWith = (bytes: Uint8Array, wanted: readonly number[], at = 0): boolean =>
  wanted.every((byte, index) => bytes[at + index] === byte)

/** Whether the ASCII text occurs anywhere: names of zip entries stand uncompressed before their data. */
function holdsText(bytes: Uint8Array, text: string): boolean {
  const wanted = Array.from(text, (letter) => letter.charCodeAt(0))
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (startsWith(bytes, wanted, at)) return true
  }
  return false
}

/** What a file is when it is no text table, from its first bytes; `null` when it may be one. */
export function recogniseBytes(head: Uint8Array): ForeignFile | null {
  for (const { bytes, file } of SIGNATURES) if (startsWith(head, bytes)) return file
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) {
    const workbook = holdsText(head, 'xl/') || holdsText(head, 'mimetypeapplication/vnd.oasis')
    return workbook ? { code: 'spreadsheet', found: 'Excel workbook (.xlsx)' } : { code: 'archive', found: 'zip file' }
  }
  return null
}
