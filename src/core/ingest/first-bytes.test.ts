import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseEncoding, encodingName, isUtf8, looksLikeUtf8 } from './choose-encoding.ts'
import { recogniseBytes, recognisePacking } from './recognise-bytes.ts'

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
/** 우유 in CP949. */
const MILK_CP949 = [0xbf, 0xec, 0xc0, 0xaf]
/** 우유 in UTF-8. */
const MILK_UTF8 = [0xec, 0x9a, 0xb0, 0xec, 0x9c, 0xa0]

describe('first bytes', () => {
  it('names what is no table', () => {
    const found = (...parts: readonly (string | readonly number[])[]) => {
      const bytes = parts.flatMap((part) => (typeof part === 'string' ? [...ascii(part)] : [...part]))
      return recogniseBytes(Uint8Array.from(bytes))?.found ?? null
    }
    expect(recogniseBytes(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d))).toEqual({
      code: 'not-a-table',
      found: 'PNG image',
    })
    expect(found([0xff, 0xd8, 0xff, 0xe0])).toBe('JPEG image')
    expect(found('GIF89a')).toBe('GIF image')
    expect(found('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')).toBe('WebP image')
    expect(found('%PDF-1.7')).toBe('PDF document')
    expect(found('PAR1', [0x15, 4])).toBe('Parquet file')
    expect(found('ARROW1', [0, 0])).toBe('Arrow file')
    expect(found('SQLite format 3', [0])).toBe('SQLite database')
    expect(found([0x1f, 0x8b, 8])).toBe('gzip file')
    expect(found('7z', [0xbc, 0xaf, 0x27, 0x1c])).toBe('7z archive')
    expect(found('Rar!', [0x1a, 7, 1, 0])).toBe('RAR archive')
    expect(found('BZh9', [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])).toBe('bzip2 file')
    expect(found([0x28, 0xb5, 0x2f, 0xfd])).toBe('Zstandard file')
    expect(found([0xfd], '7zXZ', [0])).toBe('xz file')
    expect(found('data/actions.csv', Array<number>(241).fill(0), 'ustar')).toBe('tar archive')
    expect(found([0xef, 0xbb, 0xbf], '\r\n  <!DOCTYPE HTML><html>')).toBe('HTML page')
    expect(found('<html lang="ko">')).toBe('HTML page')
    expect(recogniseBytes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))?.code).toBe('spreadsheet')
    const zip = (text: string) =>
      recogniseBytes(Uint8Array.from([0x50, 0x4b, 3, 4, ...Array<number>(26).fill(1), ...ascii(text)]))
    expect(zip('[Content_Types].xml..xl/workbook.xml')?.code).toBe('spreadsheet')
    expect(zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK')?.found).toMatch(/\.ods/)
    expect(zip('mimetypeapplication/vnd.oasis.opendocument.textPK')?.code).toBe('not-a-table')
    expect(zip('data.csv')).toEqual({ code: 'not-a-table', found: 'zip file' })
  })

  it('takes a text for a table even when it begins with the letters of another format', () => {
    for (const text of [
      'clnt_id,clnt_gender',
      'PAR1,PAR2',
      'PAR1\tPAR2',
      'PAR1\n',
      'BZh9,x',
      'RIFF,size',
      'GIF8,a',
      'ARROW1,b',
      '<b>',
      'PK,a',
      '',
    ])
      expect(recogniseBytes(ascii(text)), text).toBeNull()
  })

  it('tells what can be unpacked', () => {
    expect(recognisePacking(Uint8Array.of(0x1f, 0x8b, 8))).toBe('gzip')
    expect(recognisePacking(ascii('PK\x03\x04'))).toBe('zip')
    expect(recognisePacking(ascii('PK\x05\x06'))).toBe('zip')
    expect(recognisePacking(ascii('PK,a'))).toBe('none')
  })

  it('takes UTF-8 with a broken byte for UTF-8, and text in CP949 never', () => {
    const words = '우유 두부 계란 생수 수박 커텐 냉장고 삼성냉장고'
    const good = new TextEncoder().encode(words)
    const damaged = Uint8Array.from([...good, 0xff, ...good])
    expect(isUtf8(damaged, false)).toBe(false)
    expect(looksLikeUtf8(damaged, false)).toBe(true)
    // Every pair of bytes of the 2,350 syllables of KS X 1001, in any order.
    const syllable = fc.tuple(fc.integer({ min: 0xb0, max: 0xc8 }), fc.integer({ min: 0xa1, max: 0xfe }))
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 4, maxLength: 200 }), (syllables) => {
        expect(looksLikeUtf8(Uint8Array.from(syllables.flat()), false)).toBe(
          isUtf8(Uint8Array.from(syllables.flat()), false),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('chooses the encoding by mark, then by strict UTF-8, then CP949', () => {
    const name = (bytes: readonly number[], isWhole = true) => {
      const choice = chooseEncoding(Uint8Array.from(bytes), isWhole)
      return choice === null ? null : encodingName(choice.encoding, choice.bomBytes)
    }
    expect(name(MILK_UTF8)).toBe('UTF-8')
    expect(name([0xef, 0xbb, 0xbf, ...MILK_UTF8])).toBe('UTF-8 with BOM')
    expect(name(MILK_CP949)).toBe('CP949')
    expect(name([0xff, 0xfe, 0x61, 0])).toBe('UTF-16 LE')
    expect(name([0xfe, 0xff, 0, 0x61])).toBe('UTF-16 BE')
    expect(name([...ascii('clnt_id')].flatMap((byte) => [byte, 0]))).toBe('UTF-16 LE')
    expect(name([1, 0, 0, 2, 0, 0])).toBeNull()
    expect(name(MILK_UTF8.slice(0, 5), false)).toBe('UTF-8')
    expect(name(MILK_UTF8.slice(0, 5), true)).toBe('CP949')
  })

  it('leaves the encoding open while only ASCII was seen', () => {
    expect(chooseEncoding(ascii('clnt_id,clnt_age\n1,30\n'), false)?.settled).toBe(false)
    expect(chooseEncoding(Uint8Array.from(MILK_UTF8), true)?.settled).toBe(true)
  })

  it('agrees with a strict decoder on what is UTF-8', () => {
    const strict = new TextDecoder('utf-8', { fatal: true })
    const decodes = (bytes: Uint8Array): boolean => {
      try {
        strict.decode(bytes)
        return true
      } catch {
        return false
      }
    }
    const byte = fc.oneof(
      fc.nat(255),
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f),
    )
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (bytes) => {
        expect(isUtf8(Uint8Array.from(bytes), false)).toBe(decodes(Uint8Array.from(bytes)))
      }),
      { numRuns: 2000 },
    )
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => isUtf8(new TextEncoder().encode(text), false)))
  })
})
