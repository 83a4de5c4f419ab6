-- Every trigger of the store, created anew with each migration. They survive a buggy service; they do not
-- stop whoever holds the database key and another program: for that stand the seals, the chain and its heads.

-- A store never becomes another one, nor a throw-away store a real one.
CREATE TRIGGER store_info_fixed BEFORE UPDATE ON store_info
BEGIN SELECT RAISE(ABORT, 'store_info is fixed'); END;
CREATE TRIGGER store_info_kept BEFORE DELETE ON store_info
BEGIN SELECT RAISE(ABORT, 'store_info is kept'); END;

-- A store key may be wrapped anew, never renumbered.
CREATE TRIGGER store_key_fixed BEFORE UPDATE OF epoch ON store_key
BEGIN SELECT RAISE(ABORT, 'a store key keeps its epoch'); END;

-- A dossier only goes forward: to a later key epoch, from draft to active.
CREATE TRIGGER dossier_fixed BEFORE UPDATE ON dossier
WHEN NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.author IS NOT OLD.author
  OR NEW.created_at IS NOT OLD.created_at OR NEW.epoch < OLD.epoch
  OR (OLD.phase = 'active' AND NEW.phase IS NOT 'active')
BEGIN SELECT RAISE(ABORT, 'a dossier only goes forward'); END;

-- Only a draft can be discarded.
CREATE TRIGGER dossier_kept BEFORE DELETE ON dossier
WHEN OLD.phase IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'an active dossier is kept'); END;

-- A wrap is granted or destroyed (recall), never changed.
CREATE TRIGGER dossier_key_fixed BEFORE UPDATE ON dossier_key
BEGIN SELECT RAISE(ABORT, 'a wrap is fixed'); END;

-- Recall reaches the account's own copy of the key as well: no wrap, no key.
CREATE TRIGGER dossier_key_gone AFTER DELETE ON dossier_key
BEGIN DELETE FROM own_key WHERE dossier = OLD.dossier AND epoch = OLD.epoch AND account = OLD.recipient; END;
CREATE TRIGGER own_key_of_wrap BEFORE INSERT ON own_key
WHEN NOT EXISTS (SELECT 1 FROM dossier_key
  WHERE dossier = NEW.dossier AND epoch = NEW.epoch AND recipient = NEW.account)
BEGIN SELECT RAISE(ABORT, 'no key without its wrap'); END;

-- E-03: a grant is fixed and ends once; who knew what stays to be read.
CREATE TRIGGER member_fixed BEFORE UPDATE ON member
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
  OR NEW.id IS NOT OLD.id OR NEW.dossier IS NOT OLD.dossier OR NEW.account IS NOT OLD.account
  OR NEW.role IS NOT OLD.role OR NEW.until IS NOT OLD.until OR NEW.epoch IS NOT OLD.epoch
  OR NEW.sealed IS NOT OLD.sealed OR NEW.granter IS NOT OLD.granter OR NEW.at IS NOT OLD.at
  OR NEW.signature IS NOT OLD.signature
BEGIN SELECT RAISE(ABORT, 'a grant only ends'); END;
CREATE TRIGGER member_kept BEFORE DELETE ON member
WHEN (SELECT phase FROM dossier WHERE id = OLD.dossier) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'a grant is kept'); END;

-- E-06: a lease is asked for, decided once, ended once.
CREATE TRIGGER lease_fixed BEFORE UPDATE ON lease
WHEN OLD.ended_at IS NOT NULL
  OR NEW.id IS NOT OLD.id OR NEW.account IS NOT OLD.account OR NEW.role IS NOT OLD.role
  OR NEW.hours IS NOT OLD.hours OR NEW.epoch IS NOT OLD.epoch OR NEW.sealed IS NOT OLD.sealed
  OR NEW.at IS NOT OLD.at
  OR (OLD.decided_at IS NOT NULL AND (NEW.decided_by IS NOT OLD.decided_by
    OR NEW.decided_at IS NOT OLD.decided_at OR NEW.until IS NOT OLD.until
    OR NEW.signature IS NOT OLD.signature))
BEGIN SELECT RAISE(ABORT, 'a lease goes one way'); END;
CREATE TRIGGER lease_kept BEFORE DELETE ON lease
BEGIN SELECT RAISE(ABORT, 'a lease is kept'); END;

-- B-S16: nobody grants a lease to themselves.
CREATE TRIGGER lease_decided_by_another BEFORE UPDATE ON lease
WHEN NEW.decided_by IS NEW.account
BEGIN SELECT RAISE(ABORT, 'a lease is decided by another'); END;

CREATE TRIGGER item_fixed BEFORE UPDATE ON item
BEGIN SELECT RAISE(ABORT, 'an item is fixed'); END;
CREATE TRIGGER item_kept BEFORE DELETE ON item
WHEN (SELECT phase FROM dossier WHERE id = OLD.dossier) IS NOT 'draft'
  AND NOT EXISTS (SELECT 1 FROM recall WHERE dossier = OLD.dossier AND scope = 'dossier')
  AND NOT EXISTS (SELECT 1 FROM recalled WHERE row = OLD.row)
BEGIN SELECT RAISE(ABORT, 'an item is kept'); END;

-- A correction is a new version: history is never rewritten.
CREATE TRIGGER item_version_fixed BEFORE UPDATE ON item_version
BEGIN SELECT RAISE(ABORT, 'a version is fixed'); END;

-- A draft is not a fact yet: its superseded versions may go, so that what a person took back is gone.
CREATE TRIGGER item_version_kept BEFORE DELETE ON item_version
WHEN (SELECT d.phase FROM item i JOIN dossier d ON d.id = i.dossier WHERE i.row = OLD.row) IS NOT 'draft'
  AND NOT ((SELECT noun FROM item WHERE row = OLD.row) IS 'draft'
    AND EXISTS (SELECT 1 FROM item_version WHERE row = OLD.row AND version > OLD.version))
  AND NOT EXISTS (SELECT 1 FROM item i JOIN recall r ON r.dossier = i.dossier AND r.scope = 'dossier'
    WHERE i.row = OLD.row)
  AND NOT EXISTS (SELECT 1 FROM recalled WHERE row = OLD.row)
BEGIN SELECT RAISE(ABORT, 'a version is kept'); END;

-- Versions follow each other without a gap.
CREATE TRIGGER item_version_next BEFORE INSERT ON item_version
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM item_version WHERE row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'a version follows the last'); END;

-- Evidence is immutable from the moment it was acknowledged.
CREATE TRIGGER object_fixed BEFORE UPDATE ON object
BEGIN SELECT RAISE(ABORT, 'an object is fixed'); END;
CREATE TRIGGER object_kept BEFORE DELETE ON object
WHEN (SELECT phase FROM dossier WHERE id = OLD.dossier) IS NOT 'draft'
  AND NOT EXISTS (SELECT 1 FROM recall WHERE dossier = OLD.dossier AND scope = 'dossier')
  AND NOT EXISTS (SELECT 1 FROM recalled WHERE row = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an object is kept'); END;

-- E-07: that something was taken back stays, and what was taken back does not come again.
CREATE TRIGGER recall_fixed BEFORE UPDATE ON recall
BEGIN SELECT RAISE(ABORT, 'a recall is fixed'); END;
CREATE TRIGGER recall_kept BEFORE DELETE ON recall
WHEN (SELECT phase FROM dossier WHERE id = OLD.dossier) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'a recall is kept'); END;
CREATE TRIGGER recalled_fixed BEFORE UPDATE ON recalled
BEGIN SELECT RAISE(ABORT, 'what was recalled is fixed'); END;
CREATE TRIGGER recalled_kept BEFORE DELETE ON recalled
WHEN (SELECT d.phase FROM recall r JOIN dossier d ON d.id = r.dossier WHERE r.id = OLD.recall) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'what was recalled is kept'); END;
CREATE TRIGGER recall_no_key BEFORE INSERT ON dossier_key
WHEN EXISTS (SELECT 1 FROM recall WHERE dossier = NEW.dossier AND scope = 'dossier')
BEGIN SELECT RAISE(ABORT, 'a recalled dossier gets no key'); END;
CREATE TRIGGER recall_no_object BEFORE INSERT ON object
WHEN EXISTS (SELECT 1 FROM recalled WHERE row = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a recalled file does not come again'); END;

CREATE TRIGGER fingerprint_fixed BEFORE UPDATE ON fingerprint
BEGIN SELECT RAISE(ABORT, 'a fingerprint is fixed'); END;

-- E-10: the log only grows, and each entry stands on the one before.
CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER audit_next BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR (NEW.seq > 1 AND NEW.prev_hash IS NOT (SELECT hash FROM audit WHERE seq = NEW.seq - 1))
BEGIN SELECT RAISE(ABORT, 'an entry stands on the one before'); END;

CREATE TRIGGER audit_head_fixed BEFORE UPDATE ON audit_head
BEGIN SELECT RAISE(ABORT, 'a signed head is fixed'); END;
CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'a signed head is kept'); END;
CREATE TRIGGER audit_head_true BEFORE INSERT ON audit_head
WHEN NEW.hash IS NOT (SELECT hash FROM audit WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a head is an entry of the log'); END;

-- A snapshot is a copy of the rows: with the first change of them it goes, and nobody can read an old one by mistake.
CREATE TRIGGER snapshot_of_version AFTER INSERT ON item_version
BEGIN DELETE FROM snapshot WHERE dossier = (SELECT dossier FROM item WHERE row = NEW.row); END;
CREATE TRIGGER snapshot_of_object AFTER INSERT ON object
BEGIN DELETE FROM snapshot WHERE dossier = NEW.dossier; END;
CREATE TRIGGER snapshot_without_version AFTER DELETE ON item_version
BEGIN DELETE FROM snapshot WHERE dossier = (SELECT dossier FROM item WHERE row = OLD.row); END;
CREATE TRIGGER snapshot_without_object AFTER DELETE ON object
BEGIN DELETE FROM snapshot WHERE dossier = OLD.dossier; END;

-- E-12: the 销毁清册 stays; a request is decided once.
CREATE TRIGGER destruction_fixed BEFORE UPDATE ON destruction
WHEN OLD.state IS NOT 'asked' OR NEW.state IS 'asked' OR NEW.decided_by IS NULL OR NEW.decided_at IS NULL
  OR NEW.id IS NOT OLD.id OR NEW.dossier IS NOT OLD.dossier OR NEW.mark IS NOT OLD.mark
  OR NEW.requested_by IS NOT OLD.requested_by OR NEW.requested_at IS NOT OLD.requested_at
  OR NEW.epoch IS NOT OLD.epoch OR NEW.sealed IS NOT OLD.sealed OR NEW.signature IS NOT OLD.signature
BEGIN SELECT RAISE(ABORT, 'a destruction is decided once'); END;
CREATE TRIGGER destruction_kept BEFORE DELETE ON destruction
BEGIN SELECT RAISE(ABORT, 'the list of what was destroyed is kept'); END;
CREATE TRIGGER destruction_asked BEFORE INSERT ON destruction
WHEN NEW.state IS NOT 'asked' OR NEW.decided_by IS NOT NULL OR NEW.recall IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a destruction begins as a request'); END;

-- E-12: one person does not destroy, and nothing is called destroyed that was not taken away.
CREATE TRIGGER destruction_by_two BEFORE UPDATE ON destruction
WHEN NEW.state IS 'destroyed' AND (NEW.decided_by IS NEW.requested_by
  OR NOT EXISTS (SELECT 1 FROM recall WHERE id = NEW.recall AND dossier = NEW.dossier AND scope = 'dossier'))
BEGIN SELECT RAISE(ABORT, 'a destruction takes two persons'); END;
