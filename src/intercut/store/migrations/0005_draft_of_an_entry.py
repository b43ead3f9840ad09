from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_sealed_reasons"),
    ]

    operations = [
        migrations.AddField(
            model_name="takeentry",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
