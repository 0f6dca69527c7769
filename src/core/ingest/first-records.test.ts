import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRecords } from './first-records.ts'

const COMMA = 0x2c
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const recordsOf = (text: string, isWhole = true, limit = 1_000) => {
  const { records } = findRecords(bytesOf(text), COMMA, limit, isWhole)
  return records.map(({ start, end, line }) => ({ text: text.slice(start, end), start, line }))
}

const letters = (...each: string[]) =>
  fc.array(fc.constantFrom(...each), { maxLength: 40 }).map((chosen) => chosen.join(''))

describe('first records', () => {
  it('are the lines of a text without quotes that are not blank', () => {
    fc.assert(
      fc.property(letters('a', ',', ' ', '\t', '\n', '\r', '\r\n'), (text) => {
        const naive: { text: string; start: number; line: number }[] = []
        let start = 0
        text.split(/(\r\n|\r|\n)/).forEach((part, at) => {
          if (at % 2 === 0 && part.trim() !== '') naive.push({ text: part, start, line: at / 2 + 1 })
          start += part.length
        })
        expect(recordsOf(text)).toEqual(naive)
      }),
      { numRuns: 1_000 },
    )
  })

  it('are those of the whole text when the text is cut off, but for the last', () => {
    fc.assert(
      fc.property(letters('a', ',', ' ', '"', '"', '\n', '\r', '\r\n'), fc.nat(60), (text, length) => {
        const cut = recordsOf(text.slice(0, length), false)
        expect(recordsOf(text).slice(0, cut.length)).toEqual(cut)
      }),
      { numRuns: 2_000 },
    )
  })

  it('cover every letter that is not blank, each once and in order', () => {
    fc.assert(
      fc.property(letters('a', ',', ' ', '"', '"', '\n', '\r'), (text) => {
        const joined = recordsOf(text).map((record) => record.text)
        expect(joined.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
      { numRuns: 2_000 },
    )
  })

  it('keep lines together inside sound quotes only', () => {
    const text = (record: string) => recordsOf(`${record}\nb,1\n`).map((found) => found.text)
    expect(text('"a\r\nb",1')).toEqual(['"a\r\nb",1', 'b,1'])
    expect(text('"a""\n""b" ,1')).toEqual(['"a""\n""b" ,1', 'b,1'])
    expect(text('"a\nb"c,1')).toEqual(['"a', 'b"c,1', 'b,1'])
    expect(text('"a\nb,1')).toEqual(['"a', 'b,1', 'b,1'])
    expect(text('a "quoted\nword",1')).toEqual(['a "quoted', 'word",1', 'b,1'])
    expect(recordsOf('"a\n\nb",1\nc')).toEqual([
      { text: '"a\n\nb",1', start: 0, line: 1 },
      { text: 'c', start: 9, line: 4 },
    ])
  })

  it('are not swallowed by a quote that is opened far above the next one', () => {
    const far = 'x,1\n'.repeat(30_000)
    expect(recordsOf(`"title\n${far}`, false, 3).map(({ text }) => text)).toEqual(['"title', 'x,1', 'x,1'])
    expect(recordsOf(`"title\n${far}"\ny\n`, true, 2).map(({ text }) => text)).toEqual(['"title', 'x,1'])
  })

  it('say what follows them and how they end', () => {
    const found = (text: string, limit = 10) => findRecords(bytesOf(text), COMMA, limit, true)
    expect(found('a\r\n\r\nb\r\nc').rest).toEqual({ byteStart: 9, line: 5 })
    expect(found('a\nb\nc\n', 2).rest).toEqual({ byteStart: 4, line: 3 })
    expect(found('').rest).toEqual({ byteStart: 0, line: 1 })
    for (const end of ['\n', '\r\n', '\r']) expect(found(`a${end}b${end}c`).hasMixedLineEnds).toBe(false)
    expect(found('a\nb\r\n').hasMixedLineEnds).toBe(true)
    expect(found('a\rb\r\n').hasMixedLineEnds).toBe(true)
    expect(found('"a\r\nb"\nc\n').hasMixedLineEnds).toBe(false)
  })
})
