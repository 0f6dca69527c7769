import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CsvBytes } from './csv-bytes.ts'

const written = (write: (out: CsvBytes) => void): string => {
  const out = new CsvBytes(4)
  write(out)
  return new TextDecoder('utf-8', { fatal: true }).decode(out.take())
}

it('encodes any well-formed text as UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(written((out) => out.raw(text))).toBe(new TextDecoder().decode(new TextEncoder().encode(text)))
    }),
  )
})

it('writes whole numbers like the language does, far beyond 32 bits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (value) => {
      expect(written((out) => out.number(value))).toBe(`${value},`)
    }),
  )
  expect(written((out) => out.number(100_000_016_899))).toBe('100000016899,')
  expect(written((out) => out.number(1_000_000_000))).toBe('1000000000,')
})

it('pads codes and minutes, quotes what needs it, and ends a row with a line feed in place of the comma', () => {
  const row = written((out) => {
    out.padded(347, 4)
    out.minute(76)
    out.text('우유')
    out.text('"여성')
    out.text('a,b')
    out.comma()
    out.endRow()
  })
  expect(row).toBe('0347,01:16,우유,"""여성","a,b",\n')
})

it('starts empty again after its bytes were taken', () => {
  const out = new CsvBytes(1)
  out.raw('abc')
  const first = out.take()
  out.raw('d')
  expect(out.length).toBe(1)
  expect(Array.from(first)).toEqual([97, 98, 99])
})
