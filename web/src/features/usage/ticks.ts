/** The lines of a chart whose highest value is `most`: from 0 in round steps, three or four of them, the last one not below it. */
export function ticksOf(most: number, whole: boolean): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = [1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10;
  const step = Math.max(round * power, whole ? 1 : 0);
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Math.round(i * step * 1e6) / 1e6);
}
