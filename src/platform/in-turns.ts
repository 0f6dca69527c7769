/** Do something with each item, a few at a time; the answers come in the order of the items. The first failure ends it. */
export async function inTurns<T, R>(
  atOnce: number,
  items: readonly T[],
  act: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = []
  let next = 0
  const turn = async (): Promise<void> => {
    while (next < items.length) {
      const index = next
      next += 1
      answers[index] = await act(items[index] as T, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, turn))
  return answers
}
