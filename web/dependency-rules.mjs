// Who may import whom. A feature is a slice: it may use what is shared, never another feature; what is shared knows no feature.
const layer = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'features-are-slices',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    layer('only-main-knows-app', '^src/(features|domain|api|ui|i18n)/', '^src/app/'),
    layer('shared-knows-no-feature', '^src/(domain|api|ui|i18n)/', '^src/features/'),
    layer('api-and-ui-know-no-domain', '^src/(api|ui|i18n)/', '^src/domain/'),
    layer('models-and-references-know-no-draft', '^src/domain/(models|references)/', '^src/domain/(draft|jobs)/'),
    layer('jobs-know-no-draft', '^src/domain/jobs/', '^src/domain/draft/'),
    layer('ui-knows-no-api', '^src/(ui|i18n)/', '^src/api/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.app.json' },
  },
};
