/** Relative Frobenius error `‖ours − theirs‖ / ‖theirs‖`. */
export function relativeError(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  let squares = 0
  let size = 0
  for (let at = 0; at < theirs.length; at += 1) {
    squares += (ours[at]! - theirs[at]!) ** 2
    size += theirs[at]! ** 2
  }
  return Math.sqrt(squares / size)
}
