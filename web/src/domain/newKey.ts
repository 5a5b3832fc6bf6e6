/** crypto.randomUUID exists on https and localhost only; an installation on a plain LAN address must work too. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
