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

/**
 * Whether bytes are UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
 *
 * @param mayEndInside whether a sequence that is cut off by the end of `bytes` passes
 * @see The Unicode Standard, table 3-7
 */
export function isUtf8(bytes: Uint8Array, mayEndInside: boolean): boolean {
  const length = bytes.length
  let at = 0
  while (at < length) {
    const lead = bytes[at]!
    at += 1
    if (lead < 0x80) continue
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
    } else return false
    for (; follow > 0; follow -= 1) {
      if (at >= length) return mayEndInside
      const byte = bytes[at]!
      if (byte < low || byte > high) return false
      low = 0x80
      high = 0xbf
      at += 1
    }
  }
  return true
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
 * The encoding of a text: by its byte order mark, else UTF-8 when the bytes are that strictly, else CP949.
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
  if (!isUtf8(head, !isWhole)) return { encoding: 'euc-kr', bomBytes: 0, settled: true }
  return { encoding: 'utf-8', bomBytes: 0, settled: firstNonAscii(head) >= 0 }
}

/** The encoding as shown to people. */
export function encodingName(encoding: TextEncoding, bomBytes: number): string {
  if (encoding === 'utf-8') return bomBytes > 0 ? 'UTF-8 with BOM' : 'UTF-8'
  if (encoding === 'euc-kr') return 'CP949'
  return encoding === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE'
}
