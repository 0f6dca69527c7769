import { describe, expect, it } from 'vitest'
import { looseRecord } from './loose-fields.ts'

const cut = (lines: readonly string[], width: number, delimiter = ',') =>
  looseRecord((line) => lines[line] ?? null, delimiter, width)

describe('a record whose quotes are broken', () => {
  it('takes a quote that no separator follows as text', () => {
    expect(cut(['1,"Hey, I missed " it",3\n'], 3)).toEqual({ cells: ['1', 'Hey, I missed " it', '3'], lines: 1 })
    expect(cut(['"a""b" c" ;2\n'], 2, ';').cells).toEqual(['a"b" c', '2'])
  })

  it('takes all quotes as text when one is never closed', () => {
    expect(cut(['1,"not closed,3\n'], 3)).toEqual({ cells: ['1', '"not closed', '3'], lines: 1 })
  })

  it('takes all quotes as text when only that gives the usual number of fields', () => {
    expect(cut(['"a,"b",c\n'], 3).cells).toEqual(['"a', '"b"', 'c'])
    expect(cut(['"a,"b",c\n'], 2).cells).toEqual(['a,"b', 'c'])
  })

  it('goes on over lines that belong to it, and no further than it may', () => {
    const lines = ['1,"x "y" z\n', 'still",3\n', '4,5,6\n']
    expect(cut(lines, 3)).toEqual({ cells: ['1', 'x "y" z\nstill', '3'], lines: 2 })
    expect(cut(lines.slice(0, 1), 3)).toEqual({ cells: ['1', '"x "y" z'], lines: 1 })
  })

  it('ends where a line ends outside of quotes', () => {
    expect(cut(['1,2\n', '3\n'], 3)).toEqual({ cells: ['1', '2'], lines: 1 })
    expect(cut(['1,"2"\n', '3"\n'], 3).lines).toBe(1)
  })
})
