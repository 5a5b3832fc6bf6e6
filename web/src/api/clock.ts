/** The server's clock as far as its Date headers tell: elapsed times must not depend on this computer's clock. */
let offset = 0;

export function noteServerDate(header: string | null, receivedAt = Date.now()): void {
  const server = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  // The header has whole seconds; a smaller difference is noise and would make seconds jump.
  const seen = server - receivedAt;
  if (Math.abs(seen - offset) > 1500) offset = seen;
}

/** Unix milliseconds. */
export const serverNow = (): number => Date.now() + offset;
