import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine, escapeCell } from './csv.ts'

/** What a reader of CSV makes of one line. */
function parse(text: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"') quoted = !quoted
    else if (!quoted && letter === ',') {
      cells.push(cell)
      cell = ''
    } else cell += letter
  }
  return [...cells, cell]
}

const ACTIVE = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']

describe('cells of a CSV', () => {
  it('never begin like a formula, and read back as they were but for the apostrophe', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(...ACTIVE, '"', ',', ';', ' ', '가'), fc.string({ minLength: 1, maxLength: 1 })),
    })
    fc.assert(
      fc.property(text, (value) => {
        const [read] = parse(escapeCell(value))
        // The blanks at the start, and the letter behind them.
        const start = value.slice(0, value.length - value.trimStart().length + 1)
        if (ACTIVE.some((letter) => start.includes(letter))) expect(read).toBe(`'${value}`)
        else expect(read).toBe(value)
        expect(ACTIVE.includes(read![0] ?? 'x')).toBe(false)
        expect(ACTIVE.includes(read!.trim()[0] ?? 'x')).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('leave numbers as numbers', () => {
    expect(escapeCell(-1.5)).toBe('-1.5')
    expect(escapeCell(0)).toBe('0')
    expect(escapeCell(Number.NaN)).toBe('')
    expect(escapeCell('-1.5')).toBe("'-1.5")
    expect(escapeCell(null)).toBe('')
  })

  it('make lines that read back', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }).map((cell) => `x${cell}`),
          { minLength: 1 },
        ),
        (cells) => {
          const text = csvLine(cells)
          expect(text.endsWith('\r\n')).toBe(true)
          expect(parse(text.slice(0, -2))).toEqual(cells)
        },
      ),
    )
  })
})
