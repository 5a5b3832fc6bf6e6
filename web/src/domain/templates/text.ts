/** A text with {variables}; {{ and }} are braces. As the server reads it: once, so that braces in a value are only braces. */

const MARKS = /\{\{|\}\}|\{([^{}]*)\}|[{}]/gu;
const NAME = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]{0,39}$/u;

export interface Piece {
  text: string;
  /** What it is the place of; null for words that stay. */
  variable: string | null;
}

/** The text in pieces, in their order. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const say = (words: string): void => {
    const last = pieces.at(-1);
    if (last?.variable === null) last.text += words;
    else if (words !== '') pieces.push({ text: words, variable: null });
  };
  let end = 0;
  for (const mark of text.matchAll(MARKS)) {
    say(text.slice(end, mark.index));
    end = mark.index + mark[0].length;
    if (mark[1] === undefined) say(mark[0].charAt(0));
    else pieces.push({ text: mark[0], variable: mark[1] });
  }
  say(text.slice(end));
  return pieces;
}

/** The names in the order in which they come, each once. */
export const variablesOf = (...texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap(piecesOf).flatMap(({ variable }) => (variable === null ? [] : [variable]))),
];

/** Whether the server would take it. */
export const isWellFormed = (text: string): boolean =>
  [...text.matchAll(MARKS)].every(mark => (mark[1] === undefined ? mark[0].length === 2 : NAME.test(mark[1])));

export const fillText = (text: string, values: Readonly<Record<string, string>>): string =>
  piecesOf(text)
    .map(piece => (piece.variable === null ? piece.text : (values[piece.variable] ?? '')))
    .join('');

/** Words that somebody wrote as a prompt, as a template: their braces are variables where they can be, else only braces. */
export const textOfPrompt = (prompt: string): string =>
  isWellFormed(prompt) ? prompt : prompt.replaceAll(/[{}]/g, brace => brace + brace);
