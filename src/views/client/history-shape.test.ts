import { describe, expect, it } from 'vitest'
import { clientHistory, purchase, search } from './history.fixture.ts'
import { groupAmounts, linesByCategory, nodeKind, personFacts, shownSearches } from './history-shape.ts'

describe('who a client is', () => {
  it('leaves out what the files do not know', () => {
    expect(personFacts({ gender: 'F', age: '40' })).toEqual(['F', '40'])
    expect(personFacts({ gender: 'unknown', age: '' })).toEqual([])
  })
})

describe('the list of words', () => {
  const searches = [search('LG냉장고', [1, 2]), search('커텐', [1]), search('레이스커텐', [2])]

  it('keeps the order and stops at its limit', () => {
    expect(shownSearches(searches, '', 2)).toEqual({ shown: searches.slice(0, 2), matchCount: 3 })
  })

  it('is filtered whatever the case, and whichever way Hangul is composed', () => {
    expect(shownSearches(searches, ' lg ', 9).shown.map(({ keyword }) => keyword)).toEqual(['LG냉장고'])
    expect(shownSearches(searches, '커텐'.normalize('NFD'), 9).matchCount).toBe(2)
  })
})

describe('the purchase tree', () => {
  it('tells the group of unknown codes from a category without a name', () => {
    expect(nodeKind(purchase('unknown', { level: 1, name: null }))).toBe('unknown')
    expect(nodeKind(purchase('0778', { name: null }))).toBe('unnamed')
    expect(nodeKind(purchase('unknown', { name: 'Unknown Pleasures' }))).toBe('named')
  })

  it('gathers the smallest groups into one bar without losing an amount', () => {
    const groups = [5, 4, 3, 2, 1].map((amount) => purchase(`g${amount}`, { level: 1, amount }))
    expect(groupAmounts(groups, 5).map(({ amount }) => amount)).toEqual([5, 4, 3, 2, 1])
    expect(groupAmounts(groups, 3).map(({ amount, groupCount }) => [amount, groupCount])).toEqual([
      [5, 1],
      [4, 1],
      [6, 3],
    ])
  })

  it('counts lines by the level that is ranked, names that occur twice together', () => {
    const { purchases } = clientHistory()
    expect([...linesByCategory(purchases, 3)]).toEqual([
      ['0777', 1],
      ['0778', 1],
    ])
    expect([...linesByCategory([...purchases, ...purchases], 2)]).toEqual([['Window', 4]])
  })
})
