import { useCallback, useEffect, useState } from 'react';

const SHOWN_FOR = 1_600;

/** Copies text; `copied` is true for a moment, so that the button itself can say so. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = useCallback((text: string) => {
    void write(text).then(setCopied);
  }, []);
  return { copied, copy };
}

/** The clipboard API exists on https and localhost only; plain LAN addresses take the old way. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.style.cssText = 'position:fixed;opacity:0';
    // Inside an open modal dialog everything outside is inert and can not be selected.
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the clipboard's own API is missing where the page is plain http.
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
