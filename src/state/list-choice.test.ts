import { describe, expect, it } from 'vitest'
import { listChoice } from './list-choice.ts'

describe('the list that a fragment chooses', () => {
  it('is ten categories of ALS, bought before or not, when nothing is said', () => {
    expect(listChoice(new Map())).toEqual({ model: 'als', options: { k: 10, repeat: 'both' } })
  })

  it('follows the two options, and takes unknown words for the usual choice', () => {
    const asked = listChoice(
      new Map([
        ['model', 'popular'],
        ['repeat', 'new'],
      ]),
    )
    expect(asked).toEqual({ model: 'popular', options: { k: 10, repeat: 'new' } })
    const odd = listChoice(
      new Map([
        ['model', 'toString'],
        ['repeat', ''],
      ]),
    )
    expect(odd).toEqual(listChoice(new Map()))
  })
})
