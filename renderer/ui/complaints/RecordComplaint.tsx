import { useEffect, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { todayWib, toWib } from '../../../shared/dates/wib.ts';
import type { Clock } from '../../../shared/clock.ts';
import { limits } from '../../../shared/letters/fields.ts';
import { isSecret, type Letter } from '../../../shared/letters/letter.ts';
import { recogniseService, publishedServices } from '../../../shared/services/services.ts';
import type { Office } from '../../data/office.ts';
import { useClock } from '../office/clock-context.tsx';
import { useLive, useOffice } from '../office/office-context.tsx';
import { EmptyState, Page, useNotice } from '../kit/index.ts';
import { complaintAbout, type ComplaintAbout } from '../links.ts';
import { useTexts } from '../texts/index.ts';
import { draftPlace, dropComplaintDraft, readComplaintDraft, type ComplaintDraft } from './complaint-draft.ts';
import { emptyComplaint, withAbout, type ComplaintForm } from './complaint-form.ts';
import { mayRecordComplaints } from '../office/may-record.ts';
import { RecordForm } from './RecordForm.tsx';

/** A complaint that came as a letter: what the letter contains is not typed again. */
function fromLetter(form: ComplaintForm, letter: Letter): ComplaintForm {
  const service = form.service ?? recogniseService(letter.subject, publishedServices)?.code ?? null;
  return {
    ...form,
    channel: /mail|surel/i.test(letter.delivery) ? 'e-mail' : 'surat',
    received: letter.received.date,
    reporter: { name: letter.sender.name, contact: '' },
    secret: isSecret(letter.security),
    subject: letter.subject.slice(0, limits.line),
    // A subject longer than a line of the register is not cut off unseen.
    text: letter.subject.length > limits.line ? letter.subject : form.text,
    service,
  };
}

async function prepareDraft(office: Office, clock: Clock, about: ComplaintAbout, left: ComplaintDraft | null) {
  if (left !== null) return { ...left, form: withAbout(left.form, about) };
  const empty = withAbout(emptyComplaint(toWib(clock.now()).date), about);
  const letter = about.letterId === undefined ? null : await office.get<Letter>('letter', about.letterId);
  const form = letter === null ? empty : fromLetter(empty, letter);
  return { opId: office.newEntryId(), complaintId: office.newId(), form };
}

/** Catat pengaduan, for those who may. */
export function RecordComplaint() {
  const t = useTexts();
  const allowed = useLive((office) => mayRecordComplaints(office.who()));
  const [query] = useSearchParams();
  if (allowed) return <Rounds key={query.toString()} about={complaintAbout(query)} />;
  return (
    <Page title={t('complaints.form.title')}>
      <EmptyState title={t('complaints.form.notAllowed')}>{t('complaints.form.notAllowedHint')}</EmptyState>
    </Page>
  );
}

/** The form, filled from the draft, from the letter or from nothing. */
function Rounds({ about }: { readonly about: ComplaintAbout }) {
  const t = useTexts();
  const office = useOffice();
  const clock = useClock();
  const say = useNotice();
  const [round, setRound] = useState(0);
  const [start, setStart] = useState<ComplaintDraft | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [given] = useState(about);
  const place = draftPlace(office.account.id, given.letterId);

  useEffect(() => {
    let gone = false;
    const left = readComplaintDraft(office.drafts, place, emptyComplaint(todayWib(clock.now())));
    // Saved in another window, or just before the program ended: the text is in the register already.
    const stands = left !== null && office.complaints().some(({ id }) => id === left.complaintId);
    if (stands) dropComplaintDraft(office.drafts, place);
    void prepareDraft(office, clock, given, stands ? null : left).then((draft) => {
      if (gone) return;
      if (left !== null && draft.complaintId === left.complaintId) say(t('complaints.form.restored'), 'info');
      setStart(draft);
    });
    return () => {
      gone = true;
    };
  }, [office, clock, given, place, round, say, t]);

  // The form is unmounted first, and with it its question about unsaved input.
  if (saved !== null) return <Navigate to={`/pengaduan/${encodeURIComponent(saved)}`} replace />;
  if (start === null) return null;
  return (
    <RecordForm
      key={start.complaintId}
      start={start}
      place={place}
      onSaved={(id) => {
        say(t('complaints.form.saved'));
        setSaved(id);
      }}
      onClear={() => {
        dropComplaintDraft(office.drafts, place);
        setStart(null);
        setRound(round + 1);
      }}
    />
  );
}
