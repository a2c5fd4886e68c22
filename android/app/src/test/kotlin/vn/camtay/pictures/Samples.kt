package vn.camtay.pictures

import vn.camtay.feature.consent.ConsentSamples
import vn.camtay.feature.contribution.ContributionSamples
import vn.camtay.feature.enrol.EnrolSamples
import vn.camtay.feature.household.HouseholdSamples
import vn.camtay.feature.households.HouseholdsSamples
import vn.camtay.feature.leaflet.LeafletSamples
import vn.camtay.feature.lock.LockSamples
import vn.camtay.feature.practice.PracticeSamples
import vn.camtay.feature.quickcheck.QuickCheckSamples
import vn.camtay.feature.resident.ResidentSamples
import vn.camtay.feature.session.SessionSamples
import vn.camtay.feature.settings.SettingsSamples
import vn.camtay.feature.situation.SituationSamples
import vn.camtay.feature.steps.StepsSamples
import vn.camtay.feature.today.TodaySamples
import vn.camtay.feature.upload.UploadSamples
import vn.camtay.feature.visitend.VisitEndSamples
import vn.camtay.scan.ScanSamples

/** Every feature's samples, by its folder's name; the scanner is a part of several. */
val SAMPLES: Map<String, List<Sample>> =
    mapOf(
        "enrol" to EnrolSamples.all,
        "lock" to LockSamples.all,
        "today" to TodaySamples.all,
        "households" to HouseholdsSamples.all,
        "household" to HouseholdSamples.all,
        "consent" to ConsentSamples.all,
        "resident" to ResidentSamples.all,
        "steps" to StepsSamples.all,
        "situation" to SituationSamples.all,
        "visitend" to VisitEndSamples.all,
        "session" to SessionSamples.all,
        "scan" to ScanSamples.all,
        "upload" to UploadSamples.all,
        "contribution" to ContributionSamples.all,
        "quickcheck" to QuickCheckSamples.all,
        "settings" to SettingsSamples.all,
        "practice" to PracticeSamples.all,
        "leaflet" to LeafletSamples.all,
    )
