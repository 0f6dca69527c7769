/** A file that is no text table, by its first bytes. */
export interface ForeignFile {
  readonly code: 'not-a-table' | 'spreadsheet'
  /** What it is, for people, in the words of its format. */
  readonly found: string
}

/** Bytes, or the ASCII text that they spell. */
type Mark = string | readonly number[]

interface Signature {
  readonly mark: Mark
  /** Bytes before the mark; 0 unless said. */
  readonly at?: number
  /** Further marks that must be there too, so that a text that happens to begin like one passes. */
  readonly also?: readonly { readonly mark: Mark; readonly at: number }[]
  readonly found: string
}

/** Bytes 0xd0cf11e0 begin all Office files of before 2007. */
const XLS: Mark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

const SIGNATURES: readonly Signature[] = [
  { mark: [0x89, 0x50, 0x4e, 0x47], found: 'PNG image' },
  { mark: [0xff, 0xd8, 0xff], found: 'JPEG image' },
  { mark: 'GIF87a', found: 'GIF image' },
  { mark: 'GIF89a', found: 'GIF image' },
  { mark: 'RIFF', also: [{ mark: 'WEBP', at: 8 }], found: 'WebP image' },
  { mark: '%PDF-', found: 'PDF document' },
  { mark: 'SQLite format 3\0', found: 'SQLite database' },
  { mark: 'ARROW1\0\0', found: 'Arrow file' },
  { mark: 'FEA1\0', found: 'Feather file' },
  { mark: [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a], found: 'HDF5 file' },
  { mark: [0x1f, 0x8b], found: 'gzip file' },
  { mark: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], found: '7z archive' },
  { mark: 'Rar!\x1a\x07', found: 'RAR archive' },
  { mark: 'BZh', also: [{ mark: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4 }], found: 'bzip2 file' },
  { mark: [0x28, 0xb5, 0x2f, 0xfd], found: 'Zstandard file' },
  { mark: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], found: 'xz file' },
  { mark: 'ustar', at: 257, found: 'tar archive' },
]

/** Names of zip entries that only these formats have, the first that fits counts. */
const ZIP_FORMATS: readonly { readonly begins: string; readonly file: ForeignFile }[] = [
  { begins: 'xl/', file: { code: 'spreadsheet', found: 'Excel workbook (.xlsx)' } },
  { begins: 'word/', file: { code: 'not-a-table', found: 'Word document (.docx)' } },
  { begins: 'ppt/', file: { code: 'not-a-table', found: 'PowerPoint presentation (.pptx)' } },
  { begins: '[Content_Types].xml', file: { code: 'spreadsheet', found: 'Office document' } },
]

/** Type of an OpenDocument file; it stands at a fixed place, unpacked, as the first entry. */
const OPEN_DOCUMENT = 'mimetypeapplication/vnd.oasis.opendocument.'
const AFTER_ZIP_HEADER = 30

function startsWith(bytes: Uint8Array, mark: Mark, at = 0): boolean {
  for (let index = 0; index < mark.length; index += 1) {
    const wanted = typeof mark === 'string' ? mark.charCodeAt(index) : mark[index]
    if (bytes[at + index] !== wanted) return false
  }
  return true
}

/** Whether the ASCII text occurs anywhere: names of zip entries stand uncompressed before their data. */
function holdsText(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (startsWith(bytes, text, at)) return true
  return false
}

/** A page of HTML, often the sign-in page of a site that was saved in place of the file: no case, after blanks and a mark. */
function isWebPage(head: Uint8Array): boolean {
  let at = startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0
  while (at < head.length && (head[at] === 32 || (head[at]! >= 9 && head[at]! <= 13))) at += 1
  const text = String.fromCharCode(...head.subarray(at, at + 15)).toLowerCase()
  return text.startsWith('<!doctype html') || /^<html[\s>]/.test(text)
}

/** `PAR1` alone may begin a column name; after it comes a number of the format, which is no letter. */
const isParquet = (head: Uint8Array): boolean =>
  (startsWith(head, 'PAR1') || startsWith(head, 'PARE')) &&
  (head.length === 4 || head[4]! < 9 || (head[4]! > 13 && head[4]! < 32))

/** The format that a zip with these entries is, when it is more than a bag of files. */
export function recogniseZipEntries(names: readonly string[]): ForeignFile | null {
  const format = ZIP_FORMATS.find(({ begins }) => names.some((name) => name.startsWith(begins)))
  return format?.file ?? null
}

/** How a file that can be unpacked is packed, by its first bytes. */
export function recognisePacking(head: Uint8Array): 'none' | 'gzip' | 'zip' {
  if (startsWith(head, [0x1f, 0x8b])) return 'gzip'
  // A file, an archive without files, an archive that was split once.
  const isZip = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].some((mark) => startsWith(head, mark))
  return isZip ? 'zip' : 'none'
}

/** OpenDocument says what it is at a fixed place, so that it is known before the directory is read. */
export function recogniseOpenDocument(head: Uint8Array): ForeignFile | null {
  if (!startsWith(head, OPEN_DOCUMENT, AFTER_ZIP_HEADER)) return null
  const kind = AFTER_ZIP_HEADER + OPEN_DOCUMENT.length
  return startsWith(head, 'spreadsheet', kind)
    ? { code: 'spreadsheet', found: 'OpenDocument spreadsheet (.ods)' }
    : { code: 'not-a-table', found: 'OpenDocument file' }
}

/**
 * What a file is when it is no text table, from its first bytes; `null` when it may be one.
 *
 * A gzip or zip file counts as foreign here: those that can be unpacked were unpacked before, so this is one inside another.
 */
export function recogniseBytes(head: Uint8Array): ForeignFile | null {
  for (const { mark, at, also, found } of SIGNATURES)
    if (startsWith(head, mark, at) && (also ?? []).every((more) => startsWith(head, more.mark, more.at)))
      return { code: 'not-a-table', found }
  if (startsWith(head, XLS)) return { code: 'spreadsheet', found: 'Excel workbook (.xls)' }
  if (isParquet(head)) return { code: 'not-a-table', found: 'Parquet file' }
  if (isWebPage(head)) return { code: 'not-a-table', found: 'HTML page' }
  if (recognisePacking(head) !== 'zip') return null
  const document = recogniseOpenDocument(head)
  if (document !== null) return document
  const begins = ZIP_FORMATS.find((format) => holdsText(head, format.begins))
  return begins?.file ?? { code: 'not-a-table', found: 'zip file' }
}
