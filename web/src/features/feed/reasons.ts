/** The first sentence says what happened and makes a title; the rest says what to do. */
export function splitReason(message: string): { what: string; then: string } {
  const [, what = message, then = ''] = /^(.+?(?:。|[.!?](?=\s)))\s*(.*)$/s.exec(message.trim()) ?? [];
  // A title has no full stop.
  return { what: what.replace(/[。.]$/, ''), then };
}
