import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { useLiveJobs } from '@/domain/jobs/useLiveJobs';
import { useResumedSubmits } from '@/domain/jobs/useResumedSubmits';
import { AccountGate } from '@/features/account/AccountGate';
import { Shell } from '@/features/shell/Shell';
import { GeneratePage } from './GeneratePage';

/** Nobody needs it before the first picture is opened. */
const Lightbox = lazy(() => import('@/features/lightbox/Lightbox').then(module => ({ default: module.Lightbox })));

const AccountPage = lazy(() =>
  import('@/features/account/AccountPage').then(module => ({ default: module.AccountPage })),
);
const UsagePage = lazy(() => import('@/features/usage/UsagePage').then(module => ({ default: module.UsagePage })));
const TemplatesPage = lazy(() =>
  import('@/features/templates/TemplatesPage').then(module => ({ default: module.TemplatesPage })),
);
const NewTemplatePage = lazy(() =>
  import('@/features/templates/EditorPage').then(module => ({ default: module.NewTemplatePage })),
);
const EditTemplatePage = lazy(() =>
  import('@/features/templates/EditorPage').then(module => ({ default: module.EditTemplatePage })),
);
const BatchPage = lazy(() => import('@/features/batch/BatchPage').then(module => ({ default: module.BatchPage })));
const ResultsPage = lazy(() =>
  import('@/features/batch/ResultsPage').then(module => ({ default: module.ResultsPage })),
);
const ReviewPage = lazy(() => import('@/features/review/ReviewPage').then(module => ({ default: module.ReviewPage })));
const AdminPage = lazy(() => import('@/features/admin/AdminPage').then(module => ({ default: module.AdminPage })));
const UsersPage = lazy(() => import('@/features/admin/UsersPage').then(module => ({ default: module.UsersPage })));
const TeamsPage = lazy(() => import('@/features/admin/TeamsPage').then(module => ({ default: module.TeamsPage })));

const AuditPage = lazy(() => import('@/features/admin/AuditPage').then(module => ({ default: module.AuditPage })));

export function App() {
  return (
    <BrowserRouter>
      <AccountGate>
        <Routes>
          <Route element={<Root />}>
            <Route path="/" element={<GeneratePage />}>
              <Route
                path="jobs/:jobId/images/:imageId"
                element={
                  <Suspense fallback={null}>
                    <Lightbox />
                  </Suspense>
                }
              />
            </Route>
            <Route path="/templates/new" element={<NewTemplatePage />} />
            <Route path="/templates/:id/edit" element={<EditTemplatePage />} />
            <Route path="/templates/:id?" element={<TemplatesPage />} />
            <Route path="batch" element={<BatchPage />} />
            <Route path="/batch/:id" element={<ResultsPage />} />
            <Route path="reviews" element={<ReviewPage />} />
            <Route path="usage" element={<UsagePage />} />
            <Route path="account" element={<AccountPage />} />
            <Route path="/admin" element={<AdminPage />}>
              <Route index element={<Navigate to="/admin/users" replace />} />
              <Route path="/admin/users" element={<UsersPage />} />
              <Route path="/admin/teams" element={<TeamsPage />} />
              <Route path="/admin/audit" element={<AuditPage />} />
            </Route>
            <Route path="*" element={<Navigate to="/" replace />} />
          </Route>
        </Routes>
      </AccountGate>
    </BrowserRouter>
  );
}

/** Above all pages: a job goes on and its news arrive whatever page is shown. */
function Root() {
  useLiveJobs();
  useResumedSubmits();
  return <Shell />;
}
