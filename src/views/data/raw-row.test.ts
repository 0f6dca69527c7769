import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldSpans, splitRecord, visibleText } from './raw-row.ts'

describe('visibleText', () => {
  it('shows control characters, and marks that turn or hide letters', () => {
    expect(visibleText('a\tb\r\n\u0000\u007f')).toBe('a␉b␍␊␀␡')
    expect(visibleText('\u202eabc\u200b\ufeff\u2028')).toBe('⟨U+202E⟩abc⟨U+200B⟩⟨U+FEFF⟩⟨U+2028⟩')
  })

  it('leaves letters of every script as they are', () => {
    expect(visibleText('lg냉장고 "커텐" é 🛒')).toBe('lg냉장고 "커텐" é 🛒')
  })
})

describe('splitRecord', () => {
  it('cuts at separators outside quotes only, and takes doubled quotes for one', () => {
    expect(splitRecord('1,"a,""b""\nc",,x', ',')).toEqual(['1', 'a,"b"\nc', '', 'x'])
    expect(splitRecord('a;b,c', ';')).toEqual(['a', 'b,c'])
    expect(splitRecord('', ',')).toEqual([''])
  })

  it('takes a quote inside a text for a letter', () => {
    expect(splitRecord('5" pipe,2,\'t', ',')).toEqual(['5" pipe', '2', "'t"])
  })

  it('gives back any fields that were written with quotes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (fields) => {
        const record = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(';')
        expect(splitRecord(record, ';')).toEqual(fields)
      }),
    )
  })

  it('covers the record without a gap', () => {
    fc.assert(
      fc.property(fc.string(), (record) => {
        const spans = fieldSpans(record, ',')
        expect(spans[0]?.[0]).toBe(0)
        expect(spans.at(-1)?.[1]).toBe(record.length)
        spans.slice(1).forEach(([from], index) => {
          expect(from).toBe((spans[index]?.[1] ?? 0) + 1)
        })
      }),
    )
  })
})
