/** What scales a gradient. */
export interface UpdateRates {
  readonly learningRate: number
  readonly regularization: number
}

/**
 * One step of BPR for a client, a column that it has and one that it has not, in place.
 *
 * With `s = x·(y_i − y_j) + b_i − b_j` and `z = 1 / (1 + eˢ)`: `x += η (z (y_i − y_j) − reg x)`, and where the columns are moved
 * `y_i += η (z x − reg y_i)`, `y_j += η (−z x − reg y_j)`, `b_i += η (z − reg b_i)`, `b_j += η (−z − reg b_j)`, all from the
 * values before the step.
 *
 * @param x the client's factors from `client` on, shape `[factors + 1]`; its last place, 1, stays
 * @param y the columns' factors from `liked` and `other` on, each with its bias in the last place
 * @param movesColumns whether the columns learn too
 * @returns `s` before the step
 */
export function updatePair(
  x: Float64Array,
  client: number,
  y: Float64Array,
  liked: number,
  other: number,
  factors: number,
  { learningRate, regularization }: UpdateRates,
  movesColumns: boolean,
): number {
  let score = y[liked + factors]! - y[other + factors]!
  for (let f = 0; f < factors; f++) score += x[client + f]! * (y[liked + f]! - y[other + f]!)
  const z = 1 / (1 + Math.exp(score))
  for (let f = 0; f < factors; f++) {
    const own = x[client + f]!
    const like = y[liked + f]!
    const rival = y[other + f]!
    x[client + f] = own + learningRate * (z * (like - rival) - regularization * own)
    if (!movesColumns) continue
    y[liked + f] = like + learningRate * (z * own - regularization * like)
    y[other + f] = rival + learningRate * (-z * own - regularization * rival)
  }
  if (movesColumns) {
    const likedBias = y[liked + factors]!
    const otherBias = y[other + factors]!
    y[liked + factors] = likedBias + learningRate * (z - regularization * likedBias)
    y[other + factors] = otherBias + learningRate * (-z - regularization * otherBias)
  }
  return score
}

/** Whether the rising columns `[start, end)` hold `column`: by halves. */
export function hasColumn(columns: Uint32Array, start: number, end: number, column: number): boolean {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (columns[middle]! < column) low = middle + 1
    else high = middle
  }
  return low < end && columns[low] === column
}
