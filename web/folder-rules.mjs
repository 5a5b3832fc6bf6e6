import rules from './dependency-rules.mjs';

// Folders form no cycles either, where their files form none. Tests are left out: by what they share they reach the whole app.
export default {
  forbidden: [{ name: 'no-cycles-of-folders', scope: 'folder', severity: 'error', from: {}, to: { circular: true } }],
  options: { ...rules.options, exclude: { path: '\\.test\\.tsx?$|^testing/' } },
};
