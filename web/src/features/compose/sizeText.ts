/** 1678 万 in Chinese, 16.8 MP's figure in English: each as people there speak of pixels. */
export function pixelsText(pixels: number, language: string): string {
  const figure = language.startsWith('zh') ? pixels / 1e4 : pixels / 1e6;
  return new Intl.NumberFormat(language, {
    maximumFractionDigits: language.startsWith('zh') ? 0 : 1,
    useGrouping: false,
  }).format(figure);
}

/** As people write shapes: 3:1, 1:3, else 1.78. */
export function ratioText(ratio: number): string {
  const near = (value: number): boolean => Math.abs(value - Math.round(value)) < 0.005;
  if (ratio >= 1 && near(ratio)) return `${Math.round(ratio)}:1`;
  if (ratio < 1 && near(1 / ratio)) return `1:${Math.round(1 / ratio)}`;
  return String(Math.round(ratio * 100) / 100);
}
