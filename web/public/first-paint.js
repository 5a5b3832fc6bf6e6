// Runs before the first paint, in a file of its own because a strict Content-Security-Policy forbids inline scripts:
// without it a dark page flashes white while the app loads.
(function () {
  var dark = false;
  try {
    var saved = localStorage.getItem('imagegen.theme');
    dark = saved ? saved === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    document.documentElement.lang =
      localStorage.getItem('imagegen.language') || (/^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en');
  } catch {
    // Storage is forbidden here: the defaults do.
  }
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
