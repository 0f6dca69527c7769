import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { differential, roundTrip } from './csv-fuzz.fixture.ts'
import { readByBytes, RULES, rulesFor, unexplained } from './papa-rules.fixture.ts'

/** A text for each rule, and the rows that the byte parser keeps of it. */
const EXAMPLES: Readonly<Record<string, { text: string; rows: string[][] }>> = {
  'each line end counts': {
    text: 'a,b\r\nc,d\ne,f',
    rows: [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ],
  },
  'no row behind the last line end': { text: 'a,b\n', rows: [['a', 'b']] },
  'blank lines are no rows': {
    text: 'a,b\n\nc,d',
    rows: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  'ragged rows are left out': {
    text: 'a,b\nc\nd,e',
    rows: [
      ['a', 'b'],
      ['d', 'e'],
    ],
  },
  'broken quotes are one line': { text: 'a,"b\nc,d', rows: [['c', 'd']] },
  'rows in quotes are swallowed rows': { text: 'a,"b\nc,d"', rows: [['c', 'd"']] },
  'quotes in two cells are a lost separator': { text: 'a"b,c"d\ne,f', rows: [['e', 'f']] },
  'blanks behind a closing quote at the end': { text: 'a,"b" ', rows: [['a', 'b']] },
}

describe('the byte parser beside PapaParse', () => {
  it('reads every table that was written properly as it was, like PapaParse', () => {
    fc.assert(roundTrip, { seed: 20190913, numRuns: 1500 })
  })

  it('differs on any other text only by the rules that are written down', () => {
    fc.assert(differential, { seed: 20190913, numRuns: 3000 })
  })

  it.each(Object.keys(RULES))('differs where it says: %s', (rule) => {
    const { text = '', rows = [] } = EXAMPLES[rule] ?? {}
    expect(rulesFor(text, ',', 2)).toContain(rule)
    expect(readByBytes(text, ',', 2).rows.map(({ cells }) => cells)).toEqual(rows)
    expect(Papa.parse(text, { delimiter: ',' }).data).not.toEqual(rows)
    expect(unexplained(text, ',', 2)).toBeNull()
  })
})
