/** Scripted scrolling does not heed the stylesheet, so it asks by itself whether motion is welcome. */
export function scrollToTop(): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollTo({ top: 0, behavior: still ? 'instant' : 'smooth' });
}
