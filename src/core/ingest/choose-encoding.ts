/** How the bytes of a file become text. */
export type TextEncoding = 'utf-8' | 'euc-kr' | 'utf-16le' | 'utf-16be'

/** The encoding of a file as far as its first bytes tell. */
export interface EncodingChoice {
  readonly encoding: TextEncoding
  /** Length of the byte order mark, 0 without one. */
  readonly bomBytes: number
  /** False while only ASCII was seen: then the first other bytes decide between UTF-8 and CP949. */
  readonly settled: boolean
}

/** A byte that begins no letter of UTF-8, or whose letter is broken. */
const BROKEN = -1
/** The bytes end inside a letter. */
const CUT_OFF = -2

/**
 * Position after the UTF-8 letter that begins at `at`, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
 *
 * @param end where the bytes end
 * @returns a negative number, `BROKEN` or `CUT_OFF`, when there is none
 * @see The Unicode Standard, table 3-7
 */
export function afterLetter(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return at + 1
  let follow: number
  let low = 0x80
  let high = 0xbf
  if (lead >= 0xc2 && lead <= 0xdf) follow = 1
  else if (lead >= 0xe0 && lead <= 0xef) {
    follow = 2
    if (lead === 0xe0) low = 0xa0
    if (lead === 0xed) high = 0x9f
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    follow = 3
    if (lead === 0xf0) low = 0x90
    if (lead === 0xf4) high = 0x8f
  } else return BROKEN
  for (let next = at + 1; next <= at + follow; next += 1) {
    if (next >= end) return CUT_OFF
    const byte = bytes[next]!
    if (byte < low || byte > high) return BROKEN
    low = 0x80
    high = 0xbf
  }
  return at + 1 + follow
}

/** Whether bytes are UTF-8, strictly. @param mayEndInside whether a letter that is cut off by the end of `bytes` passes */
export function isUtf8(bytes: Uint8Array, mayEndInside: boolean): boolean {
  let at = 0
  while (at >= 0 && at < bytes.length) at = afterLetter(bytes, at, bytes.length)
  return at >= 0 || (at === CUT_OFF && mayEndInside)
}

/** Whole letters beyond ASCII for each broken byte, from which on a text is UTF-8 with damage. */
const LETTERS_PER_BROKEN = 10

/**
 * Whether bytes are UTF-8, or UTF-8 with a few broken letters: one bad byte must not turn all Korean text of a file into other
 * letters. Text in CP949 read as UTF-8 has a broken byte in nearly every syllable, and whole letters only by chance.
 */
export function looksLikeUtf8(bytes: Uint8Array, mayEndInside: boolean): boolean {
  if (isUtf8(bytes, mayEndInside)) return true
  let letters = 0
  let broken = 0
  for (let at = 0; at < bytes.length;) {
    const next = afterLetter(bytes, at, bytes.length)
    if (next < 0) broken += 1
    else if (next > at + 1) letters += 1
    at = next < 0 ? at + 1 : next
  }
  return letters >= LETTERS_PER_BROKEN * broken
}

/** Position of the first byte that is not ASCII, or -1. */
export function firstNonAscii(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at]! >= 0x80) return at
  return -1
}

/** UTF-16 without a mark shows as NUL in nearly every second byte, always the same one. */
function utf16Without(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = head.length >> 1
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even += 1
    if (head[at + 1] === 0) odd += 1
  }
  if (odd > 0.7 * pairs && even === 0) return 'utf-16le'
  if (even > 0.7 * pairs && odd === 0) return 'utf-16be'
  return null
}

/**
 * The encoding of a text: by its byte order mark, else UTF-8 when the bytes are that but for a few, else CP949.
 *
 * @param isWhole whether `head` is the whole file, so that no character may be cut off at its end
 * @returns `null` for binary data (NUL bytes that are not UTF-16)
 */
export function chooseEncoding(head: Uint8Array, isWhole: boolean): EncodingChoice | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return head.includes(0) ? null : { encoding: 'utf-8', bomBytes: 3, settled: true }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2, settled: true }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2, settled: true }
  if (head.includes(0)) {
    const encoding = utf16Without(head)
    return encoding === null ? null : { encoding, bomBytes: 0, settled: true }
  }
  if (!looksLikeUtf8(head, !isWhole)) return { encoding: 'euc-kr', bomBytes: 0, settled: true }
  return { encoding: 'utf-8', bomBytes: 0, settled: firstNonAscii(head) >= 0 }
}

/** The encoding as shown to people. */
export function encodingName(encoding: TextEncoding, bomBytes: number): string {
  if (encoding === 'utf-8') return bomBytes > 0 ? 'UTF-8 with BOM' : 'UTF-8'
  if (encoding === 'euc-kr') return 'CP949'
  return encoding === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE'
}
