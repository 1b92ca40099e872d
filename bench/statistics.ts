export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Over the rounds that both took part in: any disturbance affected both. */
export function ratio(above: readonly number[], below: readonly number[]): number {
  const rounds = Math.min(above.length, below.length);
  return median(Array.from({ length: rounds }, (_, round) => (above[round] ?? 0) / (below[round] ?? 0)));
}
