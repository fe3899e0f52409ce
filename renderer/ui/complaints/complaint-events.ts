import { correctedAct, undoneActs } from '../../../shared/complaints/corrected.ts';
import type { Complaint, ComplaintAct } from '../../../shared/complaints/complaint.ts';
import { longDate } from '../../../shared/dates/indonesian.ts';
import { keepUnknown } from '../../../shared/result.ts';
import type { Stamp } from '../../../shared/letters/facts.ts';
import type { Names } from '../office/names.ts';
import type { Texts } from '../texts/index.ts';

/** One line of a complaint's history: the act, its text, and its stamp. */
export interface ComplaintEvent {
  readonly stamp: Stamp;
  readonly title: string;
  readonly text: string;
}

function actEvent(t: Texts, names: Names, act: ComplaintAct): ComplaintEvent {
  const event = (title: string, text = ''): ComplaintEvent => ({ stamp: act, title, text });
  switch (act.kind) {
    case 'classify':
      return event(t('complaints.event.classify', { class: t(`complaints.class.${act.class}`) }));
    case 'assign':
      return event(t('complaints.event.assign', { position: names.title(act.position) }));
    case 'follow-up':
      return event(t('complaints.event.follow-up', { date: longDate(act.on) }), act.text);
    case 'reply': {
      const date = longDate(act.on);
      return act.number === ''
        ? event(t('complaints.event.reply', { date }), act.text)
        : event(t('complaints.event.replyNumber', { number: act.number, date }), act.text);
    }
    case 'pass-on':
      return event(t('complaints.event.pass-on', { to: act.to, date: longDate(act.on) }), act.reason);
    case 'close':
      return event(t('complaints.event.close', { date: longDate(act.on) }), act.note);
    case 'reopen':
      return event(t('complaints.event.reopen', { date: longDate(act.on) }), act.reason);
    case 'link':
      return event(t('complaints.event.link'));
    case 'correct':
      return event(t(act.undo === true ? 'complaints.event.undo' : 'complaints.event.correct'), act.reason);
    default:
      return keepUnknown(act, { stamp: act, title: t('complaints.event.unknown'), text: '' });
  }
}

/** The history of a complaint, newest first. */
export function complaintEvents(t: Texts, names: Names, complaint: Complaint): readonly ComplaintEvent[] {
  const recorded: ComplaintEvent = {
    stamp: complaint.recorded,
    title: t('complaints.event.recorded', {
      channel: t(`complaints.channel.${complaint.channel}`),
      date: longDate(complaint.received),
    }),
    text: '',
  };
  const undone = undoneActs(complaint);
  const acts = complaint.acts.map((act) => {
    const now = actEvent(t, names, correctedAct(complaint, act));
    const was = actEvent(t, names, act);
    const same = now.title === was.title && now.text === was.text;
    const title = undone.has(act.id) ? t('complaints.event.undone', { what: now.title }) : now.title;
    const before = same ? '' : t('complaints.event.was', { what: [was.title, was.text].filter(Boolean).join(': ') });
    return { ...now, title, text: [now.text, before].filter((part) => part !== '').join('\n') };
  });
  return [recorded, ...acts].reverse();
}
