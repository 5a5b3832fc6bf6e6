// Spaces come from the scale in tokens.css; a few optical corrections stand beside it.
const CORRECTIONS = [1, 3, 5, 7, 9, 11, 22, 26, 30, 34, 52, 110, 200];
const rawSpace = new RegExp(`(?<![\\w.-])-?(?!(?:${CORRECTIONS.join('|')})px)\\d*\\.?\\d+(?:px|r?em)`);

export default {
  extends: ['stylelint-config-standard'],
  rules: {
    'declaration-property-value-disallowed-list': [
      { '/^(margin|padding|gap|row-gap|column-gap)/': [rawSpace] },
      { message: (property, value) => `"${property}: ${value}" is not of the scale --s-… in tokens.css` },
    ],
    'selector-class-pattern': null,
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    'alpha-value-notation': 'number',
    'media-feature-range-notation': 'prefix',
    // A module's rules are about different elements; their order says nothing about each other.
    'no-descending-specificity': null,
    'comment-empty-line-before': null,
    'declaration-empty-line-before': null,
    'color-hex-length': null,
    'property-no-vendor-prefix': [true, { ignoreProperties: ['-webkit-text-size-adjust', 'text-size-adjust'] }],
    'value-keyword-case': ['lower', { ignoreKeywords: ['currentColor'], ignoreProperties: ['--mono'] }],
  },
};
